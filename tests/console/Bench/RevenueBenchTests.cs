using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Bench;

public sealed class RevenueBenchTests
{
    [Fact]
    public async Task Bench_measures_this_program_and_whoever_else_is_installed()
    {
        using var folder = new TemporaryFolder();

        var result = await TxProcess.Run("bench", "revenue", "--rows", "1000", "--runs", "2", "--node-folder", folder.Path, "--format", "json");

        Assert.True(result.Status == ExitStatus.Done, result.Error);
        var rows = JsonDocument.Parse(result.Out).RootElement.EnumerateArray().ToList();
        var ours = rows.Where(row => row.GetProperty("subject").GetString() == "tx").ToList();
        Assert.Equal(["MB", "s"], ours.Select(row => row.GetProperty("unit").GetString()).Distinct().Order());
        Assert.All(rows, row => Assert.True(row.GetProperty("value").GetDouble() > 0));
        Assert.All(rows, row => Assert.Equal(("revenue", "1000 rows"), (row.GetProperty("bench").GetString(), row.GetProperty("case").GetString())));
        Assert.All(ours.Where(row => row.GetProperty("versus").GetString() is not null), row => Assert.True(row.GetProperty("ratio").GetDouble() > 0));
    }

    [Theory]
    [InlineData("--rows", "0")]
    [InlineData("--runs", "0")]
    public async Task Bench_of_nothing_is_refused(string option, string value)
    {
        var result = await InProcess.Run("bench", "revenue", option, value);

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.Contains("at least 1", result.Error, StringComparison.Ordinal);
    }
}
