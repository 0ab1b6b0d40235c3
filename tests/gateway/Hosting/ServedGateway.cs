namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>A gateway for all tests of a class, each of which finds it as it began.</summary>
public sealed class ServedGateway : IAsyncLifetime
{
    private RunningGateway? _gateway;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.Start();

    public ValueTask DisposeAsync() => _gateway!.DisposeAsync();

    internal RunningGateway Fresh()
    {
        _gateway!.Service.Forget();
        // What the gateway keeps for a moment is of another test.
        _gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        return _gateway;
    }
}
