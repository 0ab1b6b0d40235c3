using Grpc.AspNetCore.Server.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Many requests, many responses.</summary>
internal sealed class DuplexCallHandler<TService, TRequest, TResponse> : CallHandler<TService, TRequest, TResponse>
    where TService : class
    where TRequest : class
    where TResponse : class
{
    private readonly DuplexStreamingServerMethod<TRequest, TResponse> _pipeline;

    public DuplexCallHandler(
        CallParts<TService> parts, Method<TRequest, TResponse> method,
        Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task> own)
        : base(parts, method)
    {
        _pipeline = (requests, responses, context) => With(context, service => own(service, requests, responses, context));
        foreach (var interceptor in parts.Settings.Interceptors.Reverse())
        {
            var inner = _pipeline;
            _pipeline = (requests, responses, context) => interceptor.Make(context.GetHttpContext().RequestServices)
                .DuplexStreamingServerHandler(requests, responses, context, inner);
        }
    }

    protected override async Task Serve(ServerCall call)
    {
        // A conversation may rest for as long as both want.
        if (call.Http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        var requests = new RequestStream<TRequest>(new FrameReader<TRequest>(call, Method.RequestMarshaller.ContextualDeserializer), call);
        var responses = new ResponseStream<TResponse>(call, Method.ResponseMarshaller.ContextualSerializer);
        await _pipeline(requests, responses, call);
        responses.Close();
    }
}
