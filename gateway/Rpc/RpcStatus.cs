using Microsoft.AspNetCore.Http.Features;

namespace Orleans.Tx.Gateway.Rpc;

/// <summary>Tells the status of calls by gRPC to who measures requests: their status by HTTP is 200 whatever became of them.</summary>
internal static class RpcStatus
{
    private const string Name = "grpc-status";

    public static void UseRpcStatus(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } measured && StatusOf(context) is { Length: > 0 } status)
            measured.Tags.Add(new("rpc.grpc.status_code", status));
    });

    // Of a call that brought no message it stands in the headers.
    private static string? StatusOf(HttpContext context) =>
        context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is { } trailers && trailers.TryGetValue(Name, out var status)
            ? status
            : context.Response.Headers[Name];
}
