using Orleans.Tx.Chaos.Tests.Records;
using Orleans.Tx.Chaos.Tests.Running;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Chaos.Tests;

public sealed class FullDiskTests
{
    private const int Requests = 200;

    [Fact(Timeout = ChaosRun.Patience)]
    public async Task Pull_says_that_the_disk_is_full_and_goes_on_when_there_is_room_again()
    {
        var run = ChaosRun.Begin("full disk");
        await using var shop = await ChaosShop.Open(new SimulatorOptions
        {
            Seed = run.Seed, Rows = 4000, Requests = Requests, Window = TimeSpan.FromSeconds(4), LatencyMax = TimeSpan.FromMilliseconds(30),
        });
        await using var disk = await SmallDisk.Mount(shop.Work.Data, megabytes: 300);
        Assert.SkipWhen(disk is null, "no small disk can be made here: that needs root and the right to mount");

        // So late, at times, that all pages are fetched and only what is counted of them stands still.
        var pages = 20 + run.Chance.Next(120);
        var said = await PullOntoFullDisk(shop, disk!, pages);

        Assert.True(SaysFull(said), said);
        Assert.InRange(shop.Counts.GreatestReceivedInWindow, 1, Requests);
        run.Tell($"full at request {pages}: {string.Join(" | ", said.Split('\n').Where(SaysFull).Take(2))}");
        await Reckoning.AssertRight(shop, ChaosShop.Weeks(1), run);
    }

    /// <returns>What the program had said when there was room again.</returns>
    private static async Task<string> PullOntoFullDisk(ChaosShop shop, SmallDisk disk, int pages)
    {
        var pull = shop.Work.Start(ChaosShop.Pull(0, "--strict"));
        try
        {
            await pull.Until(() => shop.Counts.Received >= pages, "it stores");
            disk.Fill();
            await Eventually.Holds(() => pull.HasEnded || SaysFull(pull.Error), "it says that the disk is full");
            var said = pull.Error;
            disk.Empty();
            var ended = await pull.End();
            // It may wait for room, or end; then the same command goes on.
            if (ended.Status == ExitStatus.Failed)
                ended = await shop.Work.Run(ChaosShop.Pull(0, "--strict"));
            Assert.True(ended.Status == ExitStatus.Done, ended.Error);
            return said;
        }
        finally
        {
            if (!pull.HasEnded)
                await pull.Kill();
        }
    }

    private static bool SaysFull(string text) =>
        text.Contains("No space left on device", StringComparison.Ordinal) || text.Contains("is full", StringComparison.Ordinal);
}
