using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Http;

/// <summary>How the service is doing.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder api)
    {
        api.MapGet("/limiter", async (SourceChoice sources, IGrainFactory grains, string? source) =>
            await grains.GetGrain<ILimiterGrain>(await sources.Choose(source)).Snapshot());
        api.MapGet("/status", async (SourceChoice sources, IGrainFactory grains, string? source) =>
            await Status(grains, await sources.Choose(source)));
    }

    private static async Task<SourceStatus> Status(IGrainFactory grains, string source)
    {
        var limiter = grains.GetGrain<ILimiterGrain>(source).Snapshot();
        var projection = grains.GetGrain<IProjectionGrain>(source).Status();
        var weeks = grains.GetGrain<ISourceGrain>(source).Weeks();
        return new SourceStatus(source, await limiter with { History = [] }, await projection, await weeks);
    }
}
