using System.Globalization;
using Microsoft.Playwright;
using Orleans.Tx.Console.Tests.Revenue;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;
using static Microsoft.Playwright.Assertions;

namespace Orleans.Tx.Dashboard.Tests.Pages;

public sealed class CohortsPageTests(Chromium chromium, ServedSources sources)
{
    [Fact]
    public async Task Order_log_has_the_cohorts_that_are_known_of_it_as_money_and_as_shares()
    {
        var known = MissionData.Rows("order_log.cohorts.csv");
        chromium.Require();
        await using var visit = await chromium.Open((await sources.Started()).Origin, Look.Desktop);
        await visit.Go(PagePaths.Of("/cohorts", ServedSources.Log));
        var rows = visit.Page.Locator("table.heat tbody tr");

        Assert.Equal(
            known.Select(row => $"{row[0]}|{string.Join('|', row.Skip(1))}"),
            (await Cells(rows)).Select(row => $"{row[0].TrimEnd('*')}|{string.Join('|', row.Skip(3))}".Replace(",", "", StringComparison.Ordinal)));
        Assert.Equal(
            known.Select(row => row.Skip(1).Where(cell => cell != "").Sum(cell => decimal.Parse(cell, CultureInfo.InvariantCulture))),
            (await Cells(rows)).Select(row => decimal.Parse(row[2], CultureInfo.InvariantCulture)));

        await visit.Page.GetByRole(AriaRole.Radio, new() { Name = "Share of first month" }).ClickAsync();
        await Expect(rows.First).ToContainTextAsync("100.0 %");
        Assert.Equal(
            known.Select(row => string.Join('|', row.Skip(1).Select(cell => Share(cell, row.First(first => first.Contains('.', StringComparison.Ordinal)))))),
            (await Cells(rows)).Select(row => string.Join('|', row.Skip(3))));
        Assert.EndsWith("show=share", visit.Page.Url, StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    private static string Share(string cell, string first) => cell == "" ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{100 * decimal.Parse(cell, CultureInfo.InvariantCulture) / decimal.Parse(first, CultureInfo.InvariantCulture):0.0} %");

    private static Task<string[][]> Cells(ILocator rows) =>
        rows.EvaluateAllAsync<string[][]>("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))");
}
