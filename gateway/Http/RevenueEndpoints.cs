using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Http;

/// <summary>The revenue analysis from the store: months, cohorts.</summary>
internal static class RevenueEndpoints
{
    public static void MapRevenue(this IEndpointRouteBuilder api)
    {
        api.MapGet("/revenue/months", async (SourceChoice sources, IGrainFactory grains, string? source, string? currency) =>
            WithoutCohorts(await Report(sources, grains, source, currency)));
        api.MapGet("/revenue/cohorts", async (SourceChoice sources, IGrainFactory grains, string? source, string? currency) =>
            WithoutMonths(await Report(sources, grains, source, currency)));
    }

    internal static async Task<RevenueAnswer> Report(SourceChoice sources, IGrainFactory grains, string? source, string? currency) =>
        await grains.GetGrain<IRevenueGrain>(await sources.Choose(source)).Report(new RevenueQuery(currency));

    private static RevenueAnswer WithoutCohorts(RevenueAnswer answer) =>
        answer with { Currencies = [.. answer.Currencies.Select(block => block with { Cohorts = null })] };

    private static RevenueAnswer WithoutMonths(RevenueAnswer answer) =>
        answer with { Currencies = [.. answer.Currencies.Select(block => block with { Months = null })] };
}
