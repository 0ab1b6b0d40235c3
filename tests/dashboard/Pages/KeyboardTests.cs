using Microsoft.Playwright;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;
using static Microsoft.Playwright.Assertions;

namespace Orleans.Tx.Dashboard.Tests.Pages;

public sealed class KeyboardTests(Chromium chromium, ServedSources sources)
{
    [Fact]
    public async Task Pull_is_started_from_the_first_page_with_the_keyboard_alone()
    {
        chromium.Require();
        await using var visit = await chromium.Open((await sources.Started()).Origin, Look.Desktop);
        var page = visit.Page;
        await visit.Go(PagePaths.Of("/", ServedSources.Keyed));

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main:focus, main h1:focus")).ToHaveCountAsync(1);
        await visit.Go(PagePaths.Of("/", ServedSources.Keyed));
        await TabTo(page, page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = "Pulls" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Pulls", Level = 1 })).ToBeFocusedAsync();

        await TabTo(page, page.GetByLabel("From"));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("2025-W03");
        await TabTo(page, page.GetByRole(AriaRole.Button, new() { Name = "Pull", Exact = true }));
        await page.Keyboard.PressAsync("Space");

        await Expect(page.Locator("tr[data-week='2025-W03'][data-state=complete]")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    // Whatever has the focus on the way there can be seen.
    private static async Task TabTo(IPage page, ILocator wanted)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.NotEqual("none", await Focused(page, "getComputedStyle(document.activeElement).outlineStyle"));
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"{wanted} is not reached by the key Tab");
    }

    private static Task<string> Focused(IPage page, string what) => page.EvaluateAsync<string>($"() => {what}");
}
