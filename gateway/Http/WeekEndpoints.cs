using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Http;

/// <summary>The pulls: what each week is doing, and starting them.</summary>
internal static class WeekEndpoints
{
    public static void MapWeeks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/weeks", async (SourceChoice sources, IGrainFactory grains, string? source) =>
            await grains.GetGrain<ISourceGrain>(await sources.Choose(source)).Weeks());
        api.MapGet("/weeks/{week}", async (SourceChoice sources, IGrainFactory grains, string week, string? source) =>
            await One(grains, await sources.Choose(source), week));
        api.MapPost("/weeks/{week}/pull", async (SourceChoice sources, IGrainFactory grains, string week, string? source) =>
            await grains.GetGrain<ISourceGrain>(await sources.Choose(source)).Pull(Range(week)).Of("week"));
        api.MapGet("/weeks/{week}/runs", async (SourceChoice sources, IGrainFactory grains, string week, string? source) =>
            await grains.GetGrain<ISourceGrain>(await sources.Choose(source)).Runs(week).Of("week"));
        foreach (var order in Enum.GetValues<WeekOrder>())
        {
            api.MapPost($"/weeks/{{week}}/{order.ToString().ToLowerInvariant()}", async (SourceChoice sources, IGrainFactory grains, string week, string? source) =>
                await grains.GetGrain<ISourceGrain>(await sources.Choose(source)).Change(Order(order, week)).Of("week"));
        }
    }

    private static async Task<WeekStatus> One(IGrainFactory grains, string source, string week)
    {
        var weeks = await grains.GetGrain<ISourceGrain>(source).Weeks();
        return weeks.FirstOrDefault(status => status.Week == week)
            ?? throw new TxException(TxError.NotFound, $"week: '{week}' of source '{source}' was never asked for");
    }

    // As for a pull, or all weeks.
    private static WeekChange Order(WeekOrder order, string week) =>
        week == "all" ? new WeekChange(order) : new WeekChange(order, Range(week).From, Range(week).To);

    // One week, or a range such as 2026-W40..2026-W43.
    private static PullRequest Range(string week) =>
        week.Split("..") is [var from, var to] ? new PullRequest(from, to) : new PullRequest(week, week);
}
