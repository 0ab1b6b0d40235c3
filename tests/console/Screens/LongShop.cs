using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Screens;

/// <summary>A running service with half a year pulled, for tests that only look at answers.</summary>
public sealed class LongShop : IAsyncLifetime
{
    private Simulator.Simulator? _api;

    internal Workplace Work { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _api = await Simulator.Simulator.StartAsync(new SimulatorOptions { Since = "2025-W14", Weeks = 30, Rows = 400 }, TestContext.Current.CancellationToken);
        Work.Configure(_api.Configuration());
        await Work.Serve();
        var pulled = await Work.Run("pull", "--from", "2025-W14", "--to", "2025-W43");
        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
    }

    public async ValueTask DisposeAsync()
    {
        await Work.DisposeAsync();
        if (_api is not null)
            await _api.DisposeAsync();
    }

    /// <summary>Runs a command line on a terminal to its end.</summary>
    internal async Task<(ExitStatus Status, Screen Screen, string Written)> Look(string command, int width, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var terminal = PseudoTerminal.Run(Work.Path, command, width, environment: environment);
        var status = await terminal.End();
        return (status, terminal.See(screen => screen), terminal.Written);
    }
}
