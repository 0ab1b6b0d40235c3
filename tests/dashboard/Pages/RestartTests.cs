using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;
using Orleans.Tx.Simulator;
using static Microsoft.Playwright.Assertions;

namespace Orleans.Tx.Dashboard.Tests.Pages;

public sealed class RestartTests(Chromium chromium)
{
    [Fact]
    public async Task Page_says_that_the_service_is_away_and_comes_back_with_it()
    {
        chromium.Require();
        await using var sources = new Sources();
        await sources.Add("shop", new SimulatorOptions { Requests = 1000, Window = TimeSpan.FromSeconds(1), Since = "2025-W01", Weeks = 4, Rows = 300 });
        await using var service = await Service.Start(sources.Configuration());
        await using var visit = await chromium.Open(service.Origin, Look.Desktop);
        await visit.Go("/pulls");
        await Expect(visit.Page.GetByText("No week was asked for yet")).ToBeVisibleAsync();

        await service.Kill();
        await Expect(visit.Page.GetByText("The connection to the service is lost.")).ToBeVisibleAsync();
        await service.Start();
        await service.Pull("shop", "2025-W01", "2025-W01");

        await Expect(visit.Page.Locator("tr[data-week='2025-W01'][data-state=complete]")).ToBeVisibleAsync();
        await visit.IsLive();
        await Expect(visit.Page.GetByText("The connection to the service is lost.")).ToBeHiddenAsync();
        Assert.Empty(visit.Strays);
    }
}
