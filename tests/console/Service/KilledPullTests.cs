using Orleans.Tx.Client.Running;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class KilledPullTests
{
    [Theory]
    [InlineData(1000, 6)]
    [InlineData(300, 3)]
    public async Task Pull_that_is_killed_twice_goes_on_from_its_cursor_and_loses_and_doubles_nothing(int requests, int seconds)
    {
        const int rows = 20_000;
        const int pages = Shop.Weeks * rows / 100;
        await using var shop = await Shop.OpenSlowly(new SimulatorOptions { Rows = rows, Requests = requests, Window = TimeSpan.FromSeconds(seconds) });
        foreach (var received in (int[])[pages / 4, 5 * pages / 8])
        {
            var killed = shop.StartPull();
            await killed.Until(() => shop.Counts.Received >= received, $"the API has seen {received} requests");
            await killed.Kill();
        }

        var pulled = await shop.StartPull("--strict").End();

        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
        Assert.Null(shop.Work.Postmaster);
        shop.AssertNeverRefused(requests);
        Assert.InRange(shop.Counts.Received, pages, pages + (2 * Shop.OpenPages));
        await shop.Work.Serve();
        Shop.AssertWhole(await shop.Work.Weeks(), rows);
        await Truth.AssertTold(shop);
    }
}
