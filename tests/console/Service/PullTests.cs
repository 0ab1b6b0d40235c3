using System.Collections.Immutable;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class PullTests
{
    [Theory]
    [InlineData(20_000, 1000, 6)]
    [InlineData(2_000, 60, 3)]
    [InlineData(20_000, 200, 2)]
    public async Task Pull_of_four_weeks_stores_every_row_once_and_is_never_refused(int rows, int requests, int seconds)
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = rows, Requests = requests, Window = TimeSpan.FromSeconds(seconds) });

        var pulled = await shop.StartPull("--strict", "--format", "json").End();

        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
        Shop.AssertWhole(JsonSerializer.Deserialize<ImmutableArray<WeekStatus>>(pulled.Out, TxJson.Compact), rows);
        shop.AssertNeverRefused(requests);
        Assert.Equal(Shop.Weeks * rows / 100, shop.Counts.Received);
        Assert.Null(shop.Work.Postmaster);
        await shop.Work.Serve();
        Shop.AssertWhole(await shop.Work.Weeks(), rows);
        await Truth.AssertTold(shop);
    }
}
