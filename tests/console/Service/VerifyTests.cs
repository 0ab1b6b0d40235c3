using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Jobs;
using Orleans.Tx.Grains.Verification;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class VerifyTests
{
    [Fact]
    public async Task Verify_finds_no_differences_in_what_was_pulled_with_and_without_a_service()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 300 });
        var pulled = await shop.StartPull().End();
        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);

        var alone = await shop.Work.Output("verify");
        await shop.Work.Serve();
        var asked = JsonSerializer.Deserialize<VerificationStatus>(await shop.Work.Output("verify", "--format", "json"), TxJson.Compact)!;

        Assert.StartsWith("0 differences at batch ", alone, StringComparison.Ordinal);
        Assert.Contains($": {Shop.Weeks * 300} rows, ", alone, StringComparison.Ordinal);
        Assert.Equal((JobState.Done, 0, Shop.Weeks * 300, null), (asked.State, asked.Differences, asked.Rows, asked.Message));
        Assert.Equal(asked.LastBatch, asked.Position);
        Assert.Equal("kind,subject,expected,stored\n", await shop.Work.Output("verify", "--format", "csv"));
    }

    [Fact]
    public async Task Verify_makes_no_store()
    {
        await using var work = new Workplace();

        var refused = await work.Run("verify");

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work.Path));
    }
}
