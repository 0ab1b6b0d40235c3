using Grpc.AspNetCore.Server.Wire;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>One request, many responses.</summary>
internal sealed class ServerStreamingCallHandler<TService, TRequest, TResponse> : CallHandler<TService, TRequest, TResponse>
    where TService : class
    where TRequest : class
    where TResponse : class
{
    private readonly ServerStreamingServerMethod<TRequest, TResponse> _pipeline;

    public ServerStreamingCallHandler(
        CallParts<TService> parts, Method<TRequest, TResponse> method,
        Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task> own)
        : base(parts, method)
    {
        _pipeline = (request, responses, context) => With(context, service => own(service, request, responses, context));
        foreach (var interceptor in parts.Settings.Interceptors.Reverse())
        {
            var inner = _pipeline;
            _pipeline = (request, responses, context) => interceptor.Make(context.GetHttpContext().RequestServices)
                .ServerStreamingServerHandler(request, responses, context, inner);
        }
    }

    protected override async Task Serve(ServerCall call)
    {
        var request = await new FrameReader<TRequest>(call, Method.RequestMarshaller.ContextualDeserializer).Only();
        var responses = new ResponseStream<TResponse>(call, Method.ResponseMarshaller.ContextualSerializer);
        await _pipeline(request, responses, call);
        responses.Close();
    }
}
