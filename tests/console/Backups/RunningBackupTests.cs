using System.Collections.Immutable;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Backups;

public sealed class RunningBackupTests
{
    [Fact]
    public async Task Pull_goes_on_from_the_cursor_that_a_backup_in_its_middle_had_and_the_limit_is_kept()
    {
        const int rows = 4000;
        const int requests = 60;
        await using var shop = await Shop.OpenSlowly(new SimulatorOptions { Rows = rows, Requests = requests, Window = TimeSpan.FromSeconds(2) });
        // How long the restored limiter waits for a request that may still be under way.
        shop.Work.Environment["TX__Sources__simulator__Timeout"] = "00:00:01";
        var service = await shop.Work.Serve();
        await shop.Work.Output("pull", "--from", Shop.First, "--to", Shop.Last, "--detach");
        await Eventually.Holds(() => shop.Counts.Received >= requests / 2, "the pull is in the middle");

        var made = await shop.Work.Run("backup", "backup");
        var running = !service.HasEnded;
        await service.Kill();
        var sent = shop.Counts.Received;
        await shop.Work.Output("restore", "backup", "--data", "again");
        var pulled = await shop.Work.Run("pull", "--from", Shop.First, "--to", Shop.Last, "--data", "again", "--strict", "--format", "json");

        Assert.True(made.Status == ExitStatus.Done && running, made.Error);
        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
        Shop.AssertWhole(JsonSerializer.Deserialize<ImmutableArray<WeekStatus>>(pulled.Out, TxJson.Compact), rows);
        Assert.InRange(shop.Counts.Received, sent, sent + (Shop.Weeks * rows / 100) - 1);
        shop.AssertNeverRefused(requests);
        Assert.StartsWith("0 differences", await shop.Work.Output("verify", "--data", "again"), StringComparison.Ordinal);
    }
}
