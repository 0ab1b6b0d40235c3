using Microsoft.Playwright;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;
using Orleans.Tx.Grains.Ingestion;
using static Microsoft.Playwright.Assertions;

namespace Orleans.Tx.Dashboard.Tests.Pages;

public sealed class WeekPageTests(Chromium chromium, ServedSources sources)
{
    [Fact]
    public async Task Set_aside_records_are_shown_with_reason_and_raw_text_page_by_page()
    {
        chromium.Require();
        var service = await sources.Started();
        var week = (await service.Ask<WeekStatus[]>($"/v1/weeks?source={ServedSources.Odd}")).Single().Week;
        var all = await service.Ask<SetAsideList>($"/v1/rejects?source={ServedSources.Odd}&from={week}&to={week}&limit=1000");
        await using var visit = await chromium.Open(service.Origin, Look.Desktop);
        var page = visit.Page;
        var records = page.Locator(".records > li");

        await visit.Go(PagePaths.Of($"/pulls/{week}", ServedSources.Odd));
        await Expect(records).ToHaveCountAsync(20);
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await Expect(records.First).ToContainTextAsync(all.Records[20].Raw);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "First page" })).ToBeVisibleAsync();
        var reason = all.Reasons!.Value[0];
        await page.GetByRole(AriaRole.Link, new() { Name = $"{reason.Reason} {reason.Count}" }).ClickAsync();
        var shown = all.Records.Where(record => record.Reason == reason.Reason).ToList();
        await Expect(records.First).ToContainTextAsync(shown[0].Raw);
        Assert.Contains($"reason={reason.Reason}", page.Url, StringComparison.Ordinal);
        await records.First.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(records.First.GetByRole(AriaRole.Group)).ToHaveTextAsync(await Raw(service, shown[0].Id));
        await Expect(records.First).ToContainTextAsync("What to do: look at ");
        Assert.Equal(Math.Min(20, shown.Count), await records.CountAsync());
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Records_that_are_read_again_and_still_can_not_be_say_so()
    {
        chromium.Require();
        var service = await sources.Started();
        var week = (await service.Ask<WeekStatus[]>($"/v1/weeks?source={ServedSources.Odd}")).Single();
        await using var visit = await chromium.Open(service.Origin, Look.Desktop);
        await visit.Go(PagePaths.Of($"/pulls/{week.Week}", ServedSources.Odd));

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Read them again" }).ClickAsync();

        await Expect(visit.Page.GetByText($"0 rows stored, 0 restated, {week.SetAside} still set aside.")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    private static async Task<string> Raw(Service service, string id) =>
        (await service.Ask<SetAsideDetail>($"/v1/rejects/{id}?source={ServedSources.Odd}")).Raw;
}
