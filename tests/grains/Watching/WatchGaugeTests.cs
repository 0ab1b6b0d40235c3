using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Tests.Ingestion;
using Orleans.Tx.Grains.Watching;

namespace Orleans.Tx.Grains.Tests.Watching;

public sealed class WatchGaugeTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new() { Alerts = new AlertSettings(IsOn: false, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)) };

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task Weeks_and_lag_are_told_and_no_longer_once_the_store_is_away()
    {
        using var gauges = new Gauges(_silo.Meters);
        var source = _silo.NewSource(records: 4);
        await _silo.Pull(source, Pulling.Past);
        await _silo.Grains.GetGrain<IWatchGrain>(IWatchGrain.Key).Watch();
        await _silo.Until(() => gauges.Of(source).GetValueOrDefault("tx.pull.weeks complete") == 1);

        var told = gauges.Of(source);
        Assert.Equal(Enum.GetValues<WeekState>().Length, told.Keys.Count(name => name.StartsWith("tx.pull.weeks ", StringComparison.Ordinal)));
        Assert.Equal(0, told["tx.pull.weeks failed"]);
        Assert.Equal(told["tx.projection.lag.batches"] > 0, told["tx.projection.lag.time"] > 0);

        source.Faults.IsAway = true;
        await _silo.Until(() => gauges.Of(source).Count == 4);
        Assert.All(gauges.Of(source).Keys, name => Assert.StartsWith("tx.limiter.", name, StringComparison.Ordinal));
        Assert.Empty(_silo.Hook.Heard);
    }
}
