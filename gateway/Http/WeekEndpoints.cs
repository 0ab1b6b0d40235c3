using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Http;

/// <summary>The pulls: what each week is doing, and starting them.</summary>
internal static class WeekEndpoints
{
    public static void MapWeeks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/weeks", (WeekMethods weeks, string? source) => weeks.List(source));
        api.MapGet("/weeks/{week}", (WeekMethods weeks, string week, string? source) => weeks.Get(source, week));
        api.MapGet("/weeks/{week}/runs", (WeekMethods weeks, string week, string? source) => weeks.Runs(source, week));
        api.MapPost("/weeks/{week}/pull", (WeekMethods weeks, string week, string? source) => weeks.Pull(source, Range(week), "week"));
        foreach (var order in Enum.GetValues<WeekOrder>())
        {
            api.MapPost($"/weeks/{{week}}/{order.ToString().ToLowerInvariant()}", (WeekMethods weeks, string week, string? source) =>
                weeks.Change(source, Order(order, week), "week"));
        }
    }

    // As for a pull, or all weeks.
    private static WeekChange Order(WeekOrder order, string week) =>
        week == "all" ? new WeekChange(order) : new WeekChange(order, Range(week).From, Range(week).To);

    // One week, or a range such as 2026-W40..2026-W43.
    private static PullRequest Range(string week) =>
        week.Split("..") is [var from, var to] ? new PullRequest(from, to) : new PullRequest(week, week);
}
