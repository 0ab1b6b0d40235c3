using Orleans.Tx.Chaos.Tests.Records;
using Orleans.Tx.Chaos.Tests.Running;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Chaos.Tests;

public sealed class SharedStoreTests
{
    private const int Requests = 60;

    [Fact(Timeout = ChaosRun.Patience)]
    public async Task Programs_on_the_same_data_work_as_one()
    {
        var run = ChaosRun.Begin("shared store");
        await using var shop = await ChaosShop.Open(new SimulatorOptions
        {
            Seed = run.Seed, Rows = 2000, Requests = Requests, Window = TimeSpan.FromSeconds(2), LatencyMax = TimeSpan.FromMilliseconds(30),
        });
        var programs = Enumerable.Range(0, 3).Select(_ => shop.Work.Start(ChaosShop.Pull(0))).ToList();
        await Eventually.Holds(() => shop.Counts.Received > 10 || programs.TrueForAll(program => program.HasEnded), "one of them pulls");
        var service = await shop.Work.Run("up", "--listen", "http://localhost:0");
        await programs[run.Chance.Next(programs.Count)].Kill();

        foreach (var program in programs)
        {
            var ended = await program.End();
            Assert.True(ended.Status is ExitStatus.Done or ExitStatus.Failed or (ExitStatus)137, $"{ended.Status}: {ended.Error}");
            Assert.DoesNotContain("a fault of this program", ended.Error, StringComparison.Ordinal);
        }

        Assert.Equal(ExitStatus.Failed, service.Status);
        Assert.Contains("process ", service.Error, StringComparison.Ordinal);
        var finished = await shop.Work.Run(ChaosShop.Pull(0, "--strict"));
        Assert.True(finished.Status == ExitStatus.Done, finished.Error);
        Assert.Equal(0, shop.Counts.Rejected);
        Assert.InRange(shop.Counts.GreatestReceivedInWindow, 1, Requests);
        await Reckoning.AssertRight(shop, ChaosShop.Weeks(1), run);
    }
}
