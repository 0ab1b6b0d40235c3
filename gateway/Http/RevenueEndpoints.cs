using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Http;

/// <summary>The revenue analysis from the store: months, cohorts.</summary>
internal static class RevenueEndpoints
{
    public static void MapRevenue(this IEndpointRouteBuilder api)
    {
        api.MapGet("/revenue/months", async (SourceChoice sources, IGrainFactory grains, string? source, string? currency) =>
            (await grains.Report(await sources.Choose(source), currency)).WithoutCohorts());
        api.MapGet("/revenue/cohorts", async (SourceChoice sources, IGrainFactory grains, string? source, string? currency) =>
            (await grains.Report(await sources.Choose(source), currency)).WithoutMonths());
    }

    internal static Task<RevenueAnswer> Report(this IGrainFactory grains, string source, string? currency) =>
        grains.GetGrain<IRevenueGrain>(source).Report(new RevenueQuery(currency)).Of("currency");

    internal static RevenueAnswer WithoutCohorts(this RevenueAnswer answer) =>
        answer with { Currencies = [.. answer.Currencies.Select(block => block with { Cohorts = null })] };

    internal static RevenueAnswer WithoutMonths(this RevenueAnswer answer) =>
        answer with { Currencies = [.. answer.Currencies.Select(block => block with { Months = null })] };
}
