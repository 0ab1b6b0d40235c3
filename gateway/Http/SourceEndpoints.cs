using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Http;

/// <summary>The sources themselves.</summary>
internal static class SourceEndpoints
{
    // It spends a request of the source's limit: no mere reading.
    public static void MapSources(this IEndpointRouteBuilder api) =>
        api.MapPost("/sources/check", async (SourceChoice sources, IGrainFactory grains, string? source, string? week) =>
            await grains.GetGrain<ISourceCheckGrain>(await sources.Choose(source)).Check(week).Of("week"));
}
