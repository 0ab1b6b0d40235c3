using Grpc.Core;
using Grpc.Core.Interceptors;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Rpc;

/// <summary>Turns what a grain refuses into the status of a call, as problem details are over HTTP. Other exceptions tell nothing.</summary>
internal sealed class Refusals : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failure) when (StatusOf(failure) is { } code)
        {
            throw new RpcException(new Status(code, failure.Message, failure));
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception failure) when (StatusOf(failure) is { } code)
        {
            throw new RpcException(new Status(code, failure.Message, failure));
        }
    }

    /// <summary>The status that tells of a failure; null where it is a fault of this program.</summary>
    public static StatusCode? StatusOf(Exception failure) => failure switch
    {
        TxException { Error: TxError.Invalid } => StatusCode.InvalidArgument,
        TxException { Error: TxError.NotFound } => StatusCode.NotFound,
        TxException { Error: TxError.Unavailable } => StatusCode.Unavailable,
        TimeoutException => StatusCode.DeadlineExceeded,
        // The engine can't reach a grain at present: its silo has just gone, say.
        OrleansException => StatusCode.Unavailable,
        _ => null,
    };
}
