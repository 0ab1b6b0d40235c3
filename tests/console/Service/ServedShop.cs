using Orleans.Tx.Client.Running;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>A running service, with four weeks pulled through it, for tests that only ask.</summary>
public sealed class ServedShop : IAsyncLifetime
{
    public const int Rows = 500;

    internal Shop Shop { get; private set; } = null!;

    internal Workplace Work => Shop.Work;

    internal RunningProgram Service { get; private set; } = null!;

    internal string Address => Service.Out.Split("answers at ")[1].Split(';')[0];

    public async ValueTask InitializeAsync()
    {
        Shop = await Shop.Open(new SimulatorOptions { Rows = Rows });
        Service = await Work.Serve();
        var pulled = await Shop.StartPull().End();
        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
    }

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}
