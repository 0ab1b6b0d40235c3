using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Filters;
using Orleans.Tx.Gateway.Dashboard.Shell;

namespace Orleans.Tx.Gateway.Dashboard.Cohorts;

/// <summary>What the customers acquired in each month brought, then and later.</summary>
public sealed partial class CohortsPage
{
    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool IsShare => PageAddress.Of(Navigation).Value("show") == "share";

    // How it is shown is no other question.
    protected override string Question => PageAddress.Of(Navigation).Without("show").Query;

    protected override Task<RevenueView> Ask(string source, CancellationToken cancellationToken) =>
        RevenueView.Of(Grains, source, OrderFilters.Of(Navigation), cancellationToken);

    private void Show(string? what) => Navigation.NavigateTo(PageAddress.Of(Navigation).With("show", what));
}
