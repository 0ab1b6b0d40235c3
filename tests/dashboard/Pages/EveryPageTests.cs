using Orleans.Tx.Dashboard.Tests.Accessibility;
using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;

namespace Orleans.Tx.Dashboard.Tests.Pages;

public sealed class EveryPageTests(Chromium chromium, ServedSources sources)
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Pages_are_quiet_fit_their_window_and_keep_nobody_out(bool isPhone, bool isDark)
    {
        chromium.Require();
        await Axe.Require();
        var service = await sources.Started();
        var look = (isPhone ? Look.Phone : Look.Desktop) is var light && isDark ? light.Dark : light;
        var faults = new List<string>();
        await using var visit = await chromium.Open(service.Origin, look);

        // What looks unusual is as wide and as coloured as anything else: one look is enough for it.
        foreach (var (name, path) in isPhone || isDark ? PagePaths.Usual : [.. PagePaths.Usual, .. PagePaths.Unusual])
        {
            await visit.Go(path);
            await Pictures.Keep(visit, name, look);
            faults.AddRange((await Axe.Faults(visit)).Select(fault => $"{path}: {fault}"));
            if (await Overflow(visit) is > 0 and var pixels)
                faults.Add($"{path}: is {pixels} pixels wider than the window");
        }

        Assert.Empty(faults);
        visit.AssertQuiet();
    }

    private static Task<int> Overflow(Visit visit) =>
        visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
