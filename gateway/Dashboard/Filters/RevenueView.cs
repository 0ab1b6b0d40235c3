using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard.Filters;

/// <summary>The revenue analysis as a page shows it.</summary>
/// <param name="All">Of all orders: what there is to choose from.</param>
/// <param name="Shown">Of those that the filters let through; null where they can't be applied.</param>
/// <param name="Refused">Why they can't.</param>
public sealed record RevenueView(RevenueAnswer All, RevenueAnswer? Shown, string? Refused)
{
    internal static async Task<RevenueView> Of(IGrainFactory grains, string source, OrderFilters filters, CancellationToken cancellationToken)
    {
        var all = await grains.Report(source);
        try
        {
            return new RevenueView(all, await grains.Revenue(source, filters.Question, cancellationToken), Refused: null);
        }
        catch (TxException refused) when (refused.Error == TxError.Invalid)
        {
            return new RevenueView(all, Shown: null, refused.Message);
        }
    }
}
