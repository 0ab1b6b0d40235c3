using Orleans.Tx.Gateway.Dashboard.Shell;

namespace Orleans.Tx.Gateway.Dashboard.Cohorts;

/// <summary>What the customers acquired in each month brought, then and later.</summary>
public sealed partial class CohortsPage
{
    private bool IsShare => PageAddress.Of(Navigation).Value("show") == "share";

    // How it is shown is no other question.
    protected override string Question => PageAddress.Of(Navigation).Without("show").Query;

    private void Show(string? what) => Navigation.NavigateTo(PageAddress.Of(Navigation).With("show", what));
}
