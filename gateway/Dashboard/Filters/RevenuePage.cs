using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Live;
using Orleans.Tx.Gateway.Dashboard.Shell;

namespace Orleans.Tx.Gateway.Dashboard.Filters;

/// <summary>A page that shows the revenue analysis of the orders that its address names.</summary>
public abstract class RevenuePage : LivePage<RevenueView>
{
    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    [Inject]
    private protected NavigationManager Navigation { get; set; } = null!;

    protected override string Question => PageAddress.Of(Navigation).Query;

    protected override Task<RevenueView> Ask(string source, CancellationToken cancellationToken) =>
        RevenueView.Of(Grains, source, OrderFilters.Of(Navigation), cancellationToken);
}
