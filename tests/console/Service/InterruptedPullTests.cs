using System.Collections.Immutable;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class InterruptedPullTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Pull_that_is_interrupted_ends_with_130_and_the_same_command_finishes_it(string signal)
    {
        const int rows = 2000;
        const int requests = 60;
        await using var shop = await Shop.OpenSlowly(new SimulatorOptions { Rows = rows, Requests = requests, Window = TimeSpan.FromSeconds(3) });
        var asked = shop.StartPull();
        await asked.Until(() => shop.Counts.Received >= requests / 2, "the pull is in the middle");
        await asked.Signal(signal);

        var interrupted = await asked.End();
        var postmaster = shop.Work.Postmaster;
        var finished = await shop.StartPull("--strict", "--format", "json").End();

        Assert.Equal(ExitStatus.Interrupted, interrupted.Status);
        Assert.EndsWith("tx: interrupted\n", interrupted.Error, StringComparison.Ordinal);
        Assert.Null(postmaster);
        Assert.True(finished.Status == ExitStatus.Done, finished.Error);
        Shop.AssertWhole(JsonSerializer.Deserialize<ImmutableArray<WeekStatus>>(finished.Out, TxJson.Compact), rows);
        shop.AssertNeverRefused(requests);
        Assert.InRange(shop.Counts.Received, Shop.Weeks * rows / 100, (Shop.Weeks * rows / 100) + Shop.OpenPages);
    }
}
