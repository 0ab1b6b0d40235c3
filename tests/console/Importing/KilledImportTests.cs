using System.Globalization;
using System.Text;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Console.Tests.Service;

namespace Orleans.Tx.Console.Tests.Importing;

public sealed class KilledImportTests
{
    [Fact]
    public async Task Import_that_is_killed_goes_on_where_it_stood_and_nothing_counts_twice()
    {
        await using var work = new Workplace();
        var text = new StringBuilder("customer,amount,date\n");
        for (var row = 0; row < 120_000; row++)
            text.Append(CultureInfo.InvariantCulture, $"c{row % 500},{row % 1000}.5,2026-01-{row * 28 / 120_000 + 1:00}\n");
        await File.WriteAllTextAsync(work["log.csv"], text.ToString(), TestContext.Current.CancellationToken);

        var service = await work.Serve();
        var killed = work.Start("import", "log.csv");
        await Eventually.Holds(async () => (await Stored(work)) is > 0, "some rows are stored");
        await Task.WhenAll(killed.Kill(), service.Kill());
        var imported = await work.Run("import", "log.csv", "--format", "csv");

        Assert.True(imported.Status == ExitStatus.Done, imported.Error);
        Assert.Contains("log.csv,done,120000,120000,0,0,", imported.Out, StringComparison.Ordinal);
        var read = (await InProcess.Run("revenue", work["log.csv"], "--format", "csv")).Out.Split('\n');
        var stored = (await work.Output("months", "--source", "orders", "--format", "csv")).Split('\n');
        Assert.Equal(read[1..^1].Select(row => row + ",true,true"), stored[1..^1]);
    }

    private static async Task<long?> Stored(Workplace work)
    {
        var listed = await work.Run("import", "--list", "--format", "csv");
        return listed.Status == ExitStatus.Done && listed.Out.Split('\n') is [_, { Length: > 0 } row, ..] ? long.Parse(row.Split(',')[4], CultureInfo.InvariantCulture) : null;
    }
}
