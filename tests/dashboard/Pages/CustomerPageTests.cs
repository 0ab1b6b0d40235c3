using System.Globalization;
using Microsoft.Playwright;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;
using Orleans.Tx.Grains.Queries;
using static Microsoft.Playwright.Assertions;

namespace Orleans.Tx.Dashboard.Tests.Pages;

public sealed class CustomerPageTests(Chromium chromium, ServedSources sources)
{
    [Fact]
    public async Task Customer_is_looked_up_by_id_and_one_that_is_not_there_is_told()
    {
        chromium.Require();
        var service = await sources.Started();
        var rows = await service.Ask<System.Text.Json.JsonElement>($"/v1/transactions?source={ServedSources.Shop}&limit=1");
        var id = rows.GetProperty("transactions")[0].GetProperty("customer").GetString()!;
        var known = await service.Ask<CustomerAnswer>($"/v1/customers/{id}?source={ServedSources.Shop}");
        await using var visit = await chromium.Open(service.Origin, Look.Desktop);
        var page = visit.Page;
        await visit.Go(PagePaths.Of("/customer", ServedSources.Shop));

        await page.GetByLabel("Customer’s id").FillAsync("nobody");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nobody of this id" })).ToBeVisibleAsync();
        await page.GetByLabel("Customer’s id").FillAsync(id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look up" }).ClickAsync();

        await Expect(page.Locator(".tile").First).ToContainTextAsync(known.FirstOrder!.Value.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.EndsWith($"id={id}", page.Url, StringComparison.Ordinal);
        var months = known.Currencies.SelectMany(currency => currency.Months)
            .Select(month => string.Create(CultureInfo.InvariantCulture, $"{month.Month}||{month.Revenue:N2}|{month.Orders:N0}"));
        Assert.Equal(
            months.Select(month => month.Replace("|-", "|−", StringComparison.Ordinal)),
            await page.Locator("table:has(.bar-cell) tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()).join('|'))"));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Table of transactions" }).Locator("tbody tr")).ToHaveCountAsync(known.Transactions.Length);
        visit.AssertQuiet();
    }
}
