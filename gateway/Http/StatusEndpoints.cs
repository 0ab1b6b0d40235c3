using Orleans.Tx.Gateway.Methods;

namespace Orleans.Tx.Gateway.Http;

/// <summary>How the service is doing.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder api)
    {
        api.MapGet("/limiter", (StatusMethods status, string? source) => status.Limiter(source));
        api.MapGet("/status", (StatusMethods status, string? source) => status.Status(source));
    }
}
