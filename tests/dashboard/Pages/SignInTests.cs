using Microsoft.Playwright;
using Orleans.Tx.Dashboard.Tests.Accessibility;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;
using static Microsoft.Playwright.Assertions;

namespace Orleans.Tx.Dashboard.Tests.Pages;

/// <summary>A dashboard that asks for a key.</summary>
public sealed class SignInTests(Chromium chromium)
{
    [Fact]
    public async Task Wrong_key_is_told_a_key_to_read_may_not_operate_and_a_key_to_operate_may()
    {
        chromium.Require();
        await Axe.Require();
        await using var guarded = await KeyedService.Start();
        await using var visit = await chromium.Open(guarded.Service.Origin, Look.Desktop);
        var page = visit.Page;

        await page.GotoAsync("/pulls");
        await Pictures.Keep(visit, "sign-in", Look.Desktop);
        Assert.Empty(await Axe.Faults(visit));
        await SignIn(page, "not a key");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This key is not known.");

        await SignIn(page, guarded.Reading);
        await visit.IsLive();
        await Expect(page).ToHaveURLAsync(new Uri(guarded.Service.Origin, "/pulls").ToString());
        await Expect(page.GetByText("You can look and not operate: the key 'reader' may only read; sign in with one of scope operate.")).ToBeVisibleAsync();
        await Expect(page.Locator("tr[data-week='2025-W01']")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pull", Exact = true })).ToBeDisabledAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Estimate" })).ToBeDisabledAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await SignIn(page, guarded.Operating);
        await visit.IsLive();
        await visit.Go("/pulls");
        await page.GetByLabel("From").FillAsync("2025-W02");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("tr[data-week='2025-W02'][data-state=complete]")).ToBeVisibleAsync();
        Assert.Empty(visit.Strays);
        // A browser itself tells of a page that is refused.
        Assert.All(visit.Complaints, complaint => Assert.Contains("the server responded with a status of 401", complaint, StringComparison.Ordinal));
    }

    private static async Task SignIn(IPage page, string key)
    {
        await page.GetByLabel("Key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
