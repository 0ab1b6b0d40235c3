using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Dropping the aggregates and replaying the log: a job, since it may take long.</summary>
internal static class RebuildEndpoints
{
    public static void MapRebuild(this IEndpointRouteBuilder api)
    {
        api.MapPost("/rebuild", async (SourceChoice sources, IGrainFactory grains, string? source) =>
            await grains.GetGrain<IProjectionGrain>(await sources.Choose(source)).Rebuild());
        api.MapGet("/rebuild/{id}", async (SourceChoice sources, IGrainFactory grains, string id, string? source) =>
            await grains.GetGrain<IProjectionGrain>(await sources.Choose(source)).RebuildStatus(id));
        api.MapPost("/rebuild/{id}/cancel", async (SourceChoice sources, IGrainFactory grains, string id, string? source) =>
            await grains.GetGrain<IProjectionGrain>(await sources.Choose(source)).CancelRebuild(id));
    }
}
