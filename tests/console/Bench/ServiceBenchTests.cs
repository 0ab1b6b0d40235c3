using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Bench;

public sealed class ServiceBenchTests
{
    [Theory]
    [InlineData("queries", 7, "--rows", "3000")]
    [InlineData("engine", 3, "--calls", "640")]
    public async Task Bench_of_a_service_measures(string bench, int figures, string option, string value)
    {
        var result = await TxProcess.Run("bench", bench, option, value, "--format", "json");

        Assert.True(result.Status == ExitStatus.Done, result.Error);
        var rows = JsonDocument.Parse(result.Out).RootElement.EnumerateArray().ToList();
        Assert.Equal(figures, rows.Count);
        Assert.All(rows, row => Assert.Equal((bench, true), (row.GetProperty("bench").GetString(), row.GetProperty("value").GetDouble() > 0)));
    }

    [Theory]
    [InlineData("store", "--rows", "0")]
    [InlineData("queries", "--rows", "0")]
    [InlineData("engine", "--calls", "1")]
    public async Task Bench_of_nothing_is_refused(string bench, string option, string value)
    {
        var result = await InProcess.Run("bench", bench, option, value);

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.Contains($"{option} is at least", result.Error, StringComparison.Ordinal);
    }
}
