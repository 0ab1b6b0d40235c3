using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>Writes the dashboard as one page without scripts.</summary>
internal static class DashboardPage
{
    private const string Style = """
        :root { color-scheme: light dark; --new: #2f7ed8; --recurring: #8bbc21; }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; margin: .5rem 0 2rem; font-variant-numeric: tabular-nums; }
        th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid #8884; }
        th:first-child, td:first-child { text-align: left; }
        .bar { display: flex; width: 14rem; height: .9rem; }
        .new { background: var(--new); } .recurring { background: var(--recurring); }
        .note { opacity: .75; }
        """;

    public static string Render(string source, RevenueAnswer revenue, ImmutableArray<WeekStatus> weeks)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
            <meta name="viewport" content="width=device-width"><title>Orleans.Tx: {Text(source)}</title><style>{Style}</style></head><body>
            <h1>Revenue of {Text(source)}</h1>
            """);
        AppendCoverage(page, revenue);
        foreach (var currency in revenue.Currencies)
            AppendMonths(page, currency);
        AppendWeeks(page, weeks);
        return page.Append("</body></html>").ToString();
    }

    private static void AppendCoverage(StringBuilder page, RevenueAnswer revenue)
    {
        var final = revenue.Coverage switch
        {
            { Complete: true, NewComplete: true } => "All figures are final.",
            { LagBatches: > 0 } coverage => $"{coverage.LagBatches} batches are stored and not counted yet.",
            _ => "Not final: some weeks are not complete.",
        };
        page.Append(CultureInfo.InvariantCulture, $"""
            <p class="note">{revenue.Rows:N0} orders of {revenue.Customers:N0} customers; months in {Text(revenue.Zone)};
            new revenue: {Text(revenue.Definition)}. {final}</p>
            """);
    }

    private static void AppendMonths(StringBuilder page, CurrencyAnswer currency)
    {
        var months = currency.Months ?? [];
        var most = months.Select(month => month.Revenue).DefaultIfEmpty().Max();
        page.Append(CultureInfo.InvariantCulture, $"""
            <h2>{Text(currency.Currency ?? "Amounts without a currency")}</h2>
            <table><tr><th>Month<th>Revenue<th>New<th>Recurring<th>New %<th>Customers<th></tr>
            """);
        foreach (var month in months)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{month.Month}<td>{month.Revenue:N2}<td>{month.NewRevenue:N2}<td>{month.RecurringRevenue:N2}<td>{month.NewPercent}
                <td>{month.Customers:N0}<td><div class="bar"><div class="new" style="width:{Share(month.NewRevenue, most)}%"></div>
                <div class="recurring" style="width:{Share(month.RecurringRevenue, most)}%"></div></div></tr>
                """);
        }

        page.Append("</table>");
    }

    private static void AppendWeeks(StringBuilder page, ImmutableArray<WeekStatus> weeks)
    {
        page.Append("<h2>Weeks</h2><table><tr><th>Week<th>Status<th>Pages<th>Rows<th>Set aside<th>Requests<th>Refused<th></tr>");
        foreach (var week in weeks)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{week.Week}<td>{week.Status.ToString().ToLowerInvariant()}<td>{week.Page} of {week.Pages?.ToString(CultureInfo.InvariantCulture) ?? "?"}
                <td>{week.Rows:N0}<td>{week.SetAside:N0}<td>{week.Requests:N0}<td>{week.Rejections:N0}<td>{Text(week.Message ?? "")}</tr>
                """);
        }

        page.Append("</table>");
    }

    private static string Share(decimal part, decimal most) =>
        (most > 0 ? Math.Clamp(100 * part / most, 0, 100) : 0).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
