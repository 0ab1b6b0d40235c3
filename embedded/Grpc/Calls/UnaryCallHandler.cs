using Grpc.AspNetCore.Server.Wire;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>One request, one response.</summary>
internal sealed class UnaryCallHandler<TService, TRequest, TResponse> : CallHandler<TService, TRequest, TResponse>
    where TService : class
    where TRequest : class
    where TResponse : class
{
    private readonly UnaryServerMethod<TRequest, TResponse> _pipeline;

    public UnaryCallHandler(
        CallParts<TService> parts, Method<TRequest, TResponse> method, Func<TService, TRequest, ServerCallContext, Task<TResponse>> own)
        : base(parts, method)
    {
        _pipeline = (request, context) => Call(own, request, context);
        foreach (var interceptor in parts.Settings.Interceptors.Reverse())
        {
            var inner = _pipeline;
            _pipeline = (request, context) =>
                interceptor.Make(context.GetHttpContext().RequestServices).UnaryServerHandler(request, context, inner);
        }
    }

    protected override async Task Serve(ServerCall call)
    {
        var request = await new FrameReader<TRequest>(call, Method.RequestMarshaller.ContextualDeserializer).Only();
        var response = await _pipeline(request, call)
            ?? throw new RpcException(new Status(StatusCode.Cancelled, "The method returned no message."));
        using (call.Gate.Enter())
        {
            if (!call.Http.Response.HasStarted)
                await call.Start();
            new FrameWriter<TResponse>(call, Method.ResponseMarshaller.ContextualSerializer).Put(response);
        }
    }

    private async Task<TResponse> Call(
        Func<TService, TRequest, ServerCallContext, Task<TResponse>> own, TRequest request, ServerCallContext context)
    {
        var (service, isOwn) = Parts.Take(context.GetHttpContext().RequestServices);
        try
        {
            return await own(service, request, context);
        }
        finally
        {
            if (isOwn)
                await CallParts<TService>.Release(service);
        }
    }
}
