using Orleans.Tx.Console.Tests.Revenue;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class FilePullTests
{
    [Fact]
    public async Task Log_that_is_pulled_week_by_week_gives_the_tables_of_the_file()
    {
        await using var simulator = await Simulator.Simulator.StartAsync(
            new SimulatorOptions { File = MissionData.Log, Requests = 1000, Window = TimeSpan.FromSeconds(1), Currencies = ["USD"] }, TestContext.Current.CancellationToken);
        await using var work = new Workplace();
        work.Configure(simulator.Configuration());

        await work.Serve();
        await work.Output("pull", "--from", "2019-W46", "--to", "2020-W16", "--strict");

        foreach (var table in (string[])["months", "cohorts"])
        {
            var read = (await InProcess.Run("revenue", MissionData.Log, "--default-currency", "USD", "--format", "csv", "--table", table)).Out.Split('\n');
            var pulled = (await work.Output(table, "--format", "csv")).Split('\n');
            // Every week is whole; the first and the last lie in months of which other weeks were not pulled.
            Assert.Equal(read[1..^1], pulled[1..^1].Select(row => string.Join(',', row.Split(',')[..^2])));
        }
    }
}
