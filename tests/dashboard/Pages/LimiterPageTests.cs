using System.Globalization;
using Microsoft.Playwright;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;
using Orleans.Tx.Grains.Limiting;
using static Microsoft.Playwright.Assertions;

namespace Orleans.Tx.Dashboard.Tests.Pages;

public sealed class LimiterPageTests(Chromium chromium, ServedSources sources)
{
    [Fact]
    public async Task Use_learned_limit_and_refusals_are_those_of_the_limiter()
    {
        chromium.Require();
        var service = await sources.Started();
        await using var visit = await chromium.Open(service.Origin, Look.Desktop);
        await visit.Go(PagePaths.Of("/limiter", ServedSources.Tight));
        await service.Pull(ServedSources.Tight, "2025-W01", "2025-W01");
        var limiter = await service.Ask<LimiterSnapshot>($"/v1/limiter?source={ServedSources.Tight}");
        Assert.True(limiter.Rejections > 0 && limiter.Learned < limiter.Requests, "the API refused, and that was learned");

        var page = visit.Page;
        await Expect(Tile(page, "Refused")).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $"Refused{limiter.Rejections}of {limiter.Granted} requests"));
        await Expect(Tile(page, "Window")).ToContainTextAsync("3 s");
        await Expect(page.Locator("path.refused")).ToHaveCountAsync(limiter.History.Count(moment => moment.Rejections > 0));
        Assert.Equal(
            limiter.Rejections,
            await page.Locator("path.refused").EvaluateAllAsync<long>("marks => marks.reduce((sum, mark) => sum + Number(mark.dataset.refused), 0)"));
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"at most {limiter.History.Max(moment => moment.Held)} requests held, at least {limiter.History.Min(moment => moment.Learned)} allowed"),
            await page.GetByRole(AriaRole.Img).GetAttributeAsync("aria-label"),
            StringComparison.Ordinal);
        await Pictures.Keep(visit, "limiter-tight", Look.Desktop);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Source_of_files_says_that_it_has_none()
    {
        chromium.Require();
        await using var visit = await chromium.Open((await sources.Started()).Origin, Look.Desktop);

        await visit.Go(PagePaths.Of("/limiter", ServedSources.Files));

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "This source has no limiter" })).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    private static ILocator Tile(IPage page, string title) => page.Locator(".tile").Filter(new() { Has = page.Locator("dt", new() { HasText = title }) });
}
