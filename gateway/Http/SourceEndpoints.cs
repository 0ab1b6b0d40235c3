using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Http;

/// <summary>The sources themselves.</summary>
internal static class SourceEndpoints
{
    // They spend requests of the source's limit: no mere reading.
    public static void MapSources(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sources/check", async (SourceChoice sources, IGrainFactory grains, string? source, string? week) =>
            await grains.GetGrain<ISourceCheckGrain>(await sources.Choose(source)).Check(week).Of("week"));
        api.MapPost("/plan", async (SourceChoice sources, IGrainFactory grains, string? source, string? from, string? to) =>
            await grains.GetGrain<IPlanGrain>(await sources.Choose(source)).Plan(new PullRequest(Named(from, "from"), Named(to ?? from, "to"))));
    }

    private static string Named(string? week, string parameter) =>
        week ?? throw new TxException(TxError.Invalid, $"{parameter}: is missing; write a week like 2026-W40");
}
