using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Jobs;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class RebuildTests
{
    [Fact]
    public async Task Rebuild_counts_all_anew_in_the_zone_that_is_configured_now_which_answers_asked_for()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 300 });
        var pulled = await shop.StartPull().End();
        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
        shop.Work.Environment["TX__Reporting__Zone"] = "Asia/Tokyo";

        var (before, told) = await Months(shop);
        var rebuilt = await shop.Work.Run("rebuild");
        await shop.Work.Serve();
        var (after, nothing) = await Months(shop);
        var again = JsonSerializer.Deserialize<RebuildStatus>(await shop.Work.Output("rebuild", "--format", "json"), TxJson.Compact)!;

        Assert.Contains("the months are those of UTC, Reporting:Zone is Asia/Tokyo: tx rebuild cuts them anew", told, StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Done, rebuilt.Status);
        Assert.StartsWith("1,200 entries of simulator are counted anew up to batch ", rebuilt.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("tx rebuild", nothing, StringComparison.Ordinal);
        Assert.Equal(("UTC", "Asia/Tokyo"), (before.Zone, after.Zone));
        Assert.Equal(before.Currencies.Select(block => block.Revenue), after.Currencies.Select(block => block.Revenue));
        Assert.Equal((JobState.Done, Shop.Weeks * 300, 3, "Asia/Tokyo", null), (again.State, again.Entries, again.Epoch, again.Zone, again.Message));
        Assert.StartsWith("0 differences", await shop.Work.Output("verify"), StringComparison.Ordinal);
    }

    private static async Task<(RevenueAnswer Answer, string Told)> Months(Shop shop)
    {
        var result = await shop.Work.Run("months", "--format", "json");
        Assert.Equal(ExitStatus.Done, result.Status);
        return (JsonSerializer.Deserialize<RevenueAnswer>(result.Out, TxJson.Compact)!, result.Error);
    }

    [Fact]
    public async Task Rebuild_makes_no_store()
    {
        await using var work = new Workplace();

        var refused = await work.Run("rebuild");

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work.Path));
    }
}
