using System.Globalization;
using System.Text;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>Writes the dashboard as one page without scripts, which asks for itself anew.</summary>
internal static class DashboardPage
{
    private const int BusySeconds = 2;
    private const int QuietSeconds = 10;

    /// <param name="keyName">Whose key this person signed in with; null where none is needed.</param>
    public static string Render(DashboardView view, string? keyName = null)
    {
        var page = Begin($"Revenue of {view.Source}", Goes(view) ? BusySeconds : QuietSeconds);
        page.Append("<header><h1>").Append(Html.Text($"Revenue of {view.Source}")).Append("</h1>");
        AppendNavigation(page, view.Sources, view.Source);
        AppendSignOut(page, keyName);
        page.Append("</header>");
        AppendTiles(page, view);
        foreach (var currency in view.Revenue.Currencies)
            AppendCurrency(page, currency);
        WeekTable.Append(page, view.Weeks);
        return page.Append("</body></html>").ToString();
    }

    /// <summary>A page that says why there is nothing to show, and looks again.</summary>
    public static string RenderTrouble(string sentence, IReadOnlyList<string> sources)
    {
        var page = Begin("Orleans.Tx", QuietSeconds);
        page.Append("<header><h1>Orleans.Tx</h1></header><section><p>").Append(Html.Text(sentence)).Append("</p>");
        AppendNavigation(page, sources, chosen: null);
        return page.Append("</section></body></html>").ToString();
    }

    private static StringBuilder Begin(string title, int seconds) => new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="{seconds}">
        <meta name="viewport" content="width=device-width"><title>{Html.Text(title)}</title><style>{DashboardStyle.Css}</style></head><body>
        """);

    private static bool Goes(DashboardView view) =>
        view.Weeks.Any(week => week.Status is WeekState.Queued or WeekState.Pulling or WeekState.Waiting) || view.Revenue.Coverage is { LagBatches: > 0 };

    private static void AppendNavigation(StringBuilder page, IReadOnlyList<string> sources, string? chosen)
    {
        if (sources.Count < (chosen is null ? 1 : 2))
            return;

        page.Append("<nav>");
        foreach (var source in sources)
        {
            if (source == chosen)
                page.Append("<b>").Append(Html.Text(source)).Append("</b>");
            else
                page.Append("<a href=\"/?source=").Append(Uri.EscapeDataString(source)).Append("\">").Append(Html.Text(source)).Append("</a>");
        }

        page.Append("</nav>");
    }

    private static void AppendSignOut(StringBuilder page, string? keyName)
    {
        if (keyName is not null)
            page.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"{SignInEndpoints.SignOut}\">{Html.Text(keyName)} <button>Sign out</button></form>");
    }

    private static void AppendTiles(StringBuilder page, DashboardView view)
    {
        page.Append("<p class=\"note final\">").Append(Html.Text(Finality(view.Revenue))).Append("</p><div class=\"tiles\">");
        Tile(page, Html.Count(view.Revenue.Rows), "orders");
        Tile(page, Html.Count(view.Revenue.Customers), "customers");
        Tile(page, $"{view.Weeks.Count(week => week.Status == WeekState.Complete)} of {view.Weeks.Length}", "weeks complete");
        if (view.Limiter is { } limiter)
            Tile(page, $"{limiter.Held} of {limiter.Requests}", $"requests held in any {Html.Duration(limiter.Window)}{Learned(limiter)}; {limiter.Rejections} refused");
        page.Append("</div>");
    }

    private static string Learned(LimiterSnapshot limiter) =>
        limiter.Learned < limiter.Requests ? $", {limiter.Learned} allowed at present" : "";

    private static void Tile(StringBuilder page, string figure, string of) =>
        page.Append("<section><b>").Append(Html.Text(figure)).Append("</b><span>").Append(Html.Text(of)).Append("</span></section>");

    private static string Finality(RevenueAnswer revenue)
    {
        var final = revenue.Coverage switch
        {
            { LagBatches: > 0 and var behind } => $"{Html.Count(behind)} batches are stored and not counted yet.",
            { Complete: true, NewComplete: true } => "Every week that was pulled is complete.",
            { Complete: true } => "Not final: earlier weeks were not pulled, so who is new may change.",
            _ => "Not final: some weeks are not complete.",
        };
        return $"{final} Months in {revenue.Zone}; new revenue by {revenue.Definition}.";
    }

    private static void AppendCurrency(StringBuilder page, CurrencyAnswer currency)
    {
        var name = Html.Text(currency.Currency ?? "Amounts without a currency");
        page.Append("<section><h2>").Append(name).Append(": ").Append(Html.Money(currency.Revenue)).Append("</h2>");
        MonthChart.Append(page, currency.Months ?? []);
        MonthTable.Append(page, currency.Months ?? []);
        page.Append("</section><section><h2>").Append(name).Append(" by the month in which customers were acquired</h2>");
        CohortTable.Append(page, currency.Cohorts ?? []);
        page.Append("</section>");
    }
}
