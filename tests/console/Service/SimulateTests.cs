using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class SimulateTests
{
    [Fact]
    public async Task Simulator_prints_a_configuration_by_which_it_can_be_pulled()
    {
        await using var work = new Workplace();
        var simulator = work.Start("simulate", "--port", "0", "--admin-port", "0", "--rows", "300", "--since", "2025-W03", "--window", "6s");
        await simulator.Until(() => simulator.Error.Contains("Ctrl-C stops it.", StringComparison.Ordinal), "it answers");
        await File.WriteAllTextAsync(work["shop.json"], simulator.Out, TestContext.Current.CancellationToken);

        var configuration = await work.Output("config", "--config", "shop.json", "--format", "csv");
        var pulled = await work.Run("pull", "--week", "2025-W04", "--config", "shop.json", "--strict", "--format", "csv");
        await simulator.Signal("TERM");
        var stopped = await simulator.End();

        Assert.Contains("Sources:simulator:Limit:Window,00:00:06,", configuration, StringComparison.Ordinal);
        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
        Assert.Contains("2025-W04,complete,3,3,300,", pulled.Out, StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Done, stopped.Status);
    }
}
