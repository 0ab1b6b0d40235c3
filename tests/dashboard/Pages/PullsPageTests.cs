using System.Globalization;
using Microsoft.Playwright;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;
using Orleans.Tx.Grains.Ingestion;
using static Microsoft.Playwright.Assertions;

namespace Orleans.Tx.Dashboard.Tests.Pages;

public sealed class PullsPageTests(Chromium chromium, ServedSources sources)
{
    private static readonly string Slow = PagePaths.Of("/pulls", ServedSources.Slow);

    [Fact]
    public async Task Weeks_are_listed_newest_first_with_what_the_service_knows_of_them()
    {
        await using var visit = await Open(PagePaths.Of("/pulls", ServedSources.Shop));
        var weeks = await (await sources.Started()).Ask<WeekStatus[]>($"/v1/weeks?source={ServedSources.Shop}");
        Assert.Equal(36, weeks.Length);

        var rows = visit.Page.Locator("tr[data-week]");
        await Expect(rows).ToHaveCountAsync(26);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Show all 36 weeks" }).ClickAsync();

        await Expect(rows).ToHaveCountAsync(36);
        Assert.Equal(weeks.Reverse().Select(Row), await rows.EvaluateAllAsync<string[]>("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()).join('|'))"));
        Assert.EndsWith("all=yes", visit.Page.Url, StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Pull_that_is_started_paused_and_resumed_on_the_page_is_seen_moving_and_finishing()
    {
        await using var visit = await Open(Slow);
        await visit.Page.GetByLabel("From").FillAsync("2025-W02");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pull", Exact = true }).ClickAsync();

        var week = visit.Page.Locator("[data-week='2025-W02']");
        await Expect(visit.Page.GetByText("2025-W02: queued, 1 to pull.")).ToBeVisibleAsync();
        var bar = week.GetByRole(AriaRole.Progressbar);
        await Expect(bar).ToHaveAttributeAsync("aria-valuemax", "60");
        var before = await Page(bar);
        await Expect(bar).Not.ToHaveAttributeAsync("aria-valuenow", before.ToString(CultureInfo.InvariantCulture));

        await week.GetByRole(AriaRole.Button, new() { Name = "Pause 2025-W02" }).ClickAsync();
        await Expect(week).ToHaveAttributeAsync("data-state", "paused");
        var paused = await Page(bar);
        Assert.InRange(paused, 1, 59);
        await week.GetByRole(AriaRole.Button, new() { Name = "Resume 2025-W02" }).ClickAsync();

        await Expect(week).ToHaveAttributeAsync("data-state", "complete");
        var status = await (await sources.Started()).Ask<WeekStatus>($"/v1/weeks/2025-W02?source={ServedSources.Slow}");
        Assert.Equal(Row(status), await week.EvaluateAsync<string>("row => [...row.cells].map(cell => cell.innerText.trim()).join('|')"));
        Assert.Equal(6000, status.Rows);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Range_of_dates_is_pulled_only_after_it_was_asked_for_twice()
    {
        await using var visit = await Open(PagePaths.Of("/pulls", ServedSources.Due));
        var page = visit.Page;
        await page.GetByLabel("From").FillAsync("2025-02-03");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2025-02-17");
        await page.GetByRole(AriaRole.Button, new() { Name = "Estimate" }).ClickAsync();
        await Expect(page.GetByText("30 requests for 2 weeks")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pull", Exact = true }).ClickAsync();
        var asked = page.GetByRole(AriaRole.Alertdialog, new() { Name = "Pull 2025-02-03 to 2025-02-17?" });
        await Expect(asked.GetByRole(AriaRole.Button, new() { Name = "Pull them" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(asked).ToHaveCountAsync(0);
        Assert.Empty(await (await sources.Started()).Ask<WeekStatus[]>($"/v1/weeks?source={ServedSources.Due}"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Pull", Exact = true }).ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Pull them" }).ClickAsync();

        await Expect(page.Locator("tr[data-state=complete]")).ToHaveCountAsync(2);
        Assert.Equal(["2025-W07", "2025-W06"], await page.Locator("tr[data-week]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.week)"));
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData("someday", "'someday' is no week (2026-W40), month (2026-10), date (2026-10-05)")]
    [InlineData("2125-W01", "2125-W01 lies in the future.")]
    [InlineData("2024-W52", "2024-W52 lies before 2025-W01, the first week of source 'slow'")]
    public async Task Week_that_can_not_be_pulled_is_refused_in_words(string week, string words)
    {
        await using var visit = await Open(Slow);
        await visit.Page.GetByLabel("From").FillAsync(week);

        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Failed_week_says_why_and_what_to_do_and_is_tried_again()
    {
        await using var visit = await Open(PagePaths.Of("/pulls", ServedSources.Gone));
        var asked = sources.Api(ServedSources.Gone).Counts.Received;
        var week = visit.Page.Locator("[data-week='2025-W01']");
        await Expect(week).ToHaveAttributeAsync("data-state", "failed");
        await Expect(week).ToContainTextAsync("The API answered 404: ");
        await Expect(week).ToContainTextAsync("Are BaseUrl and Path right? Mend that, then retry: it goes on where it stopped, and what is stored stays.");

        await week.GetByRole(AriaRole.Button, new() { Name = "Retry 2025-W01" }).ClickAsync();

        await Expect(visit.Page.GetByText("2025-W01: tried again.")).ToBeVisibleAsync();
        await Eventually.Holds(() => sources.Api(ServedSources.Gone).Counts.Received > asked, "the API is asked again");
        await Expect(week).ToHaveAttributeAsync("data-state", "failed");
        visit.AssertQuiet();
    }

    private async Task<Visit> Open(string path)
    {
        chromium.Require();
        var visit = await chromium.Open((await sources.Started()).Origin, Look.Desktop);
        await visit.Go(path);
        return visit;
    }

    private static async Task<int> Page(ILocator bar) => int.Parse((await bar.GetAttributeAsync("aria-valuenow"))!, CultureInfo.InvariantCulture);

    private static string Row(WeekStatus week) => string.Create(CultureInfo.InvariantCulture,
        $"{week.Week}|Complete|{week.Stored:N0}|{week.Rows:N0}|{week.Restated:N0}|{week.Duplicates:N0}|{week.SetAside:N0}|{week.Page:N0}|{week.Requests:N0}|{week.Rejections:N0}");
}
