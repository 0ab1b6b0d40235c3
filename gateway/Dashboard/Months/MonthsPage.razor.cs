using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Filters;
using Orleans.Tx.Gateway.Dashboard.Shell;

namespace Orleans.Tx.Gateway.Dashboard.Months;

/// <summary>What each month brought, and how much of it from new customers.</summary>
public sealed partial class MonthsPage
{
    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override string Question => PageAddress.Of(Navigation).Query;

    protected override Task<RevenueView> Ask(string source, CancellationToken cancellationToken) =>
        RevenueView.Of(Grains, source, OrderFilters.Of(Navigation), cancellationToken);
}
