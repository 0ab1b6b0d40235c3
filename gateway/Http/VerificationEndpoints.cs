using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Recomputing the aggregates from the log: a job, since it may take long.</summary>
internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder api)
    {
        api.MapPost("/verification", async (SourceChoice sources, IGrainFactory grains, string? source) =>
            await grains.GetGrain<IVerificationGrain>(await sources.Choose(source)).Start());
        api.MapGet("/verification/{id}", async (SourceChoice sources, IGrainFactory grains, string id, string? source) =>
            await grains.GetGrain<IVerificationGrain>(await sources.Choose(source)).Status(id));
        api.MapPost("/verification/{id}/cancel", async (SourceChoice sources, IGrainFactory grains, string id, string? source) =>
            await grains.GetGrain<IVerificationGrain>(await sources.Choose(source)).Cancel(id));
    }
}
