using System.Globalization;
using Microsoft.Playwright;
using Orleans.Tx.Console.Tests.Revenue;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;
using Orleans.Tx.Grains.Revenue;
using static Microsoft.Playwright.Assertions;

namespace Orleans.Tx.Dashboard.Tests.Pages;

public sealed class RevenuePageTests(Chromium chromium, ServedSources sources)
{
    [Fact]
    public async Task Order_log_has_the_months_that_are_known_of_it_in_table_and_picture()
    {
        var known = MissionData.Rows("order_log.months.csv");
        await using var visit = await Open(PagePaths.Of("/", ServedSources.Log));

        var rows = await Cells(visit, "table tbody tr");
        // Month, revenue, new, recurring, percent, orders, new orders, customers, new customers: as in the file, but for the order of counts.
        Assert.Equal(
            known.Select(row => $"{row[0]}|{row[1]}|{row[2]}|{row[3]}|{row[4]} %|{row[5]}|{row[6]}|{row[7]}|{row[8]}"),
            rows.Select(row => string.Join('|', row.Take(9)).Replace(",", "", StringComparison.Ordinal)));
        var columns = visit.Page.Locator("figure.months .column");
        await Expect(columns).ToHaveCountAsync(known.Count);
        for (var month = 0; month < known.Count; month++)
        {
            Assert.StartsWith(
                $"{rows[month][0]}: revenue {rows[month][1]}, new {rows[month][2]}, recurring {rows[month][3]}, {rows[month][4]} new",
                await columns.Nth(month).GetAttributeAsync("aria-label"),
                StringComparison.Ordinal);
        }

        await AssertHeightsAreRevenue(columns, [.. known.Select(row => decimal.Parse(row[2], CultureInfo.InvariantCulture))], "new");
        await AssertHeightsAreRevenue(columns, [.. known.Select(row => decimal.Parse(row[3], CultureInfo.InvariantCulture))], "recurring");
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData(320)]
    [InlineData(375)]
    [InlineData(600)]
    [InlineData(760)]
    [InlineData(1440)]
    public async Task Names_of_months_stand_clear_of_each_other_on_every_screen(int width)
    {
        await using var visit = await Open(PagePaths.Of("/", ServedSources.Shop));

        await visit.Page.SetViewportSizeAsync(width, 800);

        var gaps = await visit.Page.EvaluateAsync<double[]>("""
            [...document.querySelectorAll("figure.months .names")].flatMap(names => {
              const seen = [...names.children].map(name => name.getBoundingClientRect()).filter(box => box.width > 0);
              return seen.slice(1).map((box, place) => box.left - seen[place].right);
            })
            """);
        Assert.NotEmpty(gaps);
        Assert.All(gaps, gap => Assert.InRange(gap, 2, double.MaxValue));
    }

    [Fact]
    public async Task Filters_are_in_the_address_and_the_page_shows_what_the_service_answers_to_them()
    {
        var service = await Started();
        await using var visit = await Open(PagePaths.Of("/", ServedSources.Shop));
        var page = visit.Page;

        await page.GetByLabel("Currency").SelectOptionAsync("EUR");
        await Expect(page.Locator("figure.months")).ToHaveCountAsync(1);
        await page.GetByLabel("From").SelectOptionAsync("2025-03");
        await Expect(Months(page)).ToHaveCountAsync(7);
        await page.GetByLabel("To").SelectOptionAsync("2025-06");
        await Expect(Months(page)).ToHaveCountAsync(4);
        var asked = new Uri(page.Url).Query;
        Assert.Equal(["?source=shop", "currency=EUR", "from=2025-03", "to=2025-06"], asked.Split('&'));
        await AssertShown(visit, await service.Ask<RevenueAnswer>($"/v1/revenue/months{asked}"));

        await page.GetByRole(AriaRole.Button, new() { Name = "All customers" }).ClickAsync();
        var some = await SomeCustomers(service);
        await page.GetByLabel("Only these customers").FillAsync(string.Join('\n', some));
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "2 customers" })).ToBeVisibleAsync();
        Assert.Contains("customers=", page.Url, StringComparison.Ordinal);
        var filtered = await service.Ask<RevenueAnswer>($"/v1/revenue/months{asked}{string.Concat(some.Select(id => $"&customer={id}"))}");
        await Expect(Months(page)).ToHaveCountAsync(filtered.Currencies.SelectMany(block => block.Months!.Value).Count());
        await AssertShown(visit, filtered);

        await page.ReloadAsync();
        await visit.IsLive();
        await AssertShown(visit, filtered);
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Expect(page.Locator("figure.months")).ToHaveCountAsync(2);
        Assert.Equal("?source=shop", new Uri(page.Url).Query);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task New_by_the_first_order_is_another_answer_that_is_known_too()
    {
        var known = MissionData.Rows("order_log.first-order.csv");
        await using var visit = await Open(PagePaths.Of("/", ServedSources.Log));

        await visit.Page.GetByLabel("New is").SelectOptionAsync("first-order");

        await Expect(visit.Page.Locator(".page-head")).ToContainTextAsync("By first-order");
        Assert.Equal(
            known.Select(row => $"{row[0]}|{row[1]}|{row[2]}|{row[3]} %"),
            (await Cells(visit, "table tbody tr")).Select(row => $"{row[0]}|{row[1]}|{row[2]}|{row[4]}".Replace(",", "", StringComparison.Ordinal)));
        Assert.EndsWith("new=first-order", visit.Page.Url, StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    private static ILocator Months(IPage page) => page.Locator("figure.months .column");

    private static async Task<string[]> SomeCustomers(Service service)
    {
        var rows = await service.Ask<System.Text.Json.JsonElement>($"/v1/transactions?source={ServedSources.Shop}&currency=EUR&from=2025-04&to=2025-04&limit=50");
        return [.. rows.GetProperty("transactions").EnumerateArray().Select(row => row.GetProperty("customer").GetString()!).Distinct().Take(2)];
    }

    private static async Task AssertShown(Visit visit, RevenueAnswer answer) => Assert.Equal(
        answer.Currencies.SelectMany(block => block.Months!.Value).Select(month => string.Create(
            CultureInfo.InvariantCulture,
            $"{month.Month}|{month.Revenue:N2}|{month.NewRevenue:N2}|{month.RecurringRevenue:N2}|{month.NewPercent:0.00} %|{month.Orders:N0}").Replace('-', '−')),
        (await Cells(visit, "table tbody tr")).Select(row => string.Join('|', row.Take(6)).Replace("2025−", "2025-", StringComparison.Ordinal)).Select(row => row.Replace('-', '−')));

    // In proportion to each other, whatever the axis: to a pixel.
    private static async Task AssertHeightsAreRevenue(ILocator columns, decimal[] amounts, string part)
    {
        var heights = await columns.EvaluateAllAsync<double[]>($"all => all.map(column => column.querySelector('i.{part}')?.getBoundingClientRect().height ?? 0)");
        var largest = Array.IndexOf(amounts, amounts.Max());
        Assert.All(amounts.Zip(heights), each => Assert.Equal((double)(each.First / amounts[largest]) * heights[largest], each.Second, 1.0));
    }

    private static Task<string[][]> Cells(Visit visit, string rows) =>
        visit.Page.Locator(rows).EvaluateAllAsync<string[][]>("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))");

    private Task<Service> Started()
    {
        chromium.Require();
        return sources.Started();
    }

    private async Task<Visit> Open(string path)
    {
        var visit = await chromium.Open((await Started()).Origin, Look.Desktop);
        await visit.Go(path);
        return visit;
    }
}
