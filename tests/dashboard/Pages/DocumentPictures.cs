using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;
using Orleans.Tx.Simulator;
using static Microsoft.Playwright.Assertions;

namespace Orleans.Tx.Dashboard.Tests.Pages;

/// <summary>Makes the pictures that the documents show; only when it is asked for, as the README beside the project says.</summary>
public sealed class DocumentPictures(Chromium chromium, ServedSources sources)
{
    private const string Source = "acme";

    [Fact(Explicit = true)]
    public async Task Figures_for_the_documents()
    {
        var service = await sources.Started();
        await Take(service, PagePaths.Of("/", ServedSources.Shop) + "&currency=USD", Look.Desktop, "dashboard-revenue", 1000);
        await Take(service, PagePaths.Of("/", ServedSources.Shop) + "&currency=USD", Look.Phone, "dashboard-phone", 812);
        await Take(service, PagePaths.Of("/cohorts", ServedSources.Shop) + "&currency=USD", Look.Desktop.Dark, "dashboard-cohorts", 720);
    }

    [Fact(Explicit = true)]
    public async Task Pulls_and_limiter_for_the_documents()
    {
        await using var apis = new Sources();
        var options = new SimulatorOptions
        {
            Rows = 12_000, Requests = 300, Window = TimeSpan.FromSeconds(30), Since = "2026-W01", Weeks = 40,
            LatencyMin = TimeSpan.FromMilliseconds(50), LatencyMax = TimeSpan.FromMilliseconds(150), Faults = new FaultOptions { MalformedRecords = 0.0002 },
        };
        await apis.Add(Source, options, keys => keys["Limit"]!["InFlight"] = 6);
        await using var service = await Service.Start(apis.Configuration());
        await service.Pull(Source, "2026-W33", "2026-W34");
        await service.Work.Output("pull", "--source", Source, "--from", "2026-W35", "--to", "2026-W40", "--detach");
        await Capacity(apis, 180);
        await Eventually.Holds(() => apis[Source].Counts.Received > 560, "pulls are under way");
        await Take(service, PagePaths.Of("/pulls", Source), Look.Desktop, "dashboard-pulls", 1000);
        await Capacity(apis, 240);
        await Eventually.Holds(() => apis[Source].Counts.Received > 760, "the limit has changed");
        await Take(service, PagePaths.Of("/limiter", Source), Look.Desktop, "dashboard-limiter", 900);
    }

    private static async Task Capacity(Sources apis, int requests)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(apis[Source].Admin, "/capacity"), new JsonObject { ["requests"] = requests }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private async Task Take(Service service, string path, Look look, string name, int height)
    {
        await using var visit = await chromium.Open(service.Origin, look with { Height = height });
        await visit.Go(path);
        // A speed is known when there are two looks to compare.
        await Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
        await visit.Page.WaitForFunctionAsync("() => performance.now() > 4000");
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures.Folder ?? throw new InvalidOperationException("TX_PICTURES names no folder"), $"{name}.png") });
    }
}
