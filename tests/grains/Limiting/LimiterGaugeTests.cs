using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Tests.Limiting;

public sealed class LimiterGaugeTests : IAsyncLifetime
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly TestSilo _silo = new();

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task Window_is_told_as_it_is_now_though_nobody_asks_the_grain()
    {
        using var gauges = new Gauges(_silo.Meters);
        var source = _silo.NewSource().Allowing(5);
        var limiter = _silo.LimiterOf(source);
        var granted = await limiter.Want(4);
        await limiter.Settle(granted.Lease, PermitOutcome.Accepted, 3);

        AssertTold(gauges, source, slots: 4);
        _silo.Clock.Advance(Window);
        AssertTold(gauges, source, slots: 1);
        _silo.Clock.Advance(Window);
        AssertTold(gauges, source, slots: 0);
    }

    [Fact]
    public async Task Only_the_process_in_which_a_limiter_lives_tells_of_it()
    {
        await using var other = await _silo.Beside();
        using var here = new Gauges(_silo.Meters);
        using var there = new Gauges(other.Meters);
        var source = _silo.NewSource().Allowing(5);

        await _silo.LimiterOf(source).Want(1);
        AssertTold(here, source, slots: 1);
        Assert.Empty(there.Of(source));

        await _silo.Deactivate(source);
        Assert.Empty(here.Of(source));

        await other.LimiterOf(source).Want(1);
        Assert.Empty(here.Of(source));
        AssertTold(there, source, slots: 2);
    }

    [Fact]
    public async Task Source_that_asks_to_wait_is_told_as_closed()
    {
        using var gauges = new Gauges(_silo.Meters);
        var source = _silo.NewSource().Allowing(5);
        var limiter = _silo.LimiterOf(source);
        var granted = await limiter.Want(1);
        await limiter.Acquire(new PermitRequest("a test", 1, [new SettledPermit(granted.Lease, PermitOutcome.Rejected, TimeSpan.Zero, TimeSpan.FromMinutes(2))]));
        _silo.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(60, gauges.Of(source)["tx.limiter.closed"], 0.001);
    }

    private static void AssertTold(Gauges gauges, FakeSource source, int slots)
    {
        var told = gauges.Of(source);
        Assert.Equal((slots, 5, 5, 0), (told["tx.limiter.slots"], told["tx.limiter.limit"], told["tx.limiter.ceiling"], told["tx.limiter.closed"]));
    }
}
