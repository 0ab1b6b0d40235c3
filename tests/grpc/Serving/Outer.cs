using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Orleans.Tx.Grpc.Tests.Serving;

/// <summary>Writes down that it stands around a call.</summary>
internal sealed class Outer(List<string> life, string name) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        life.Add($"before {name}");
        var response = await continuation(request, context);
        life.Add($"behind {name}");
        return response;
    }
}
