using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Tests.Limiting;

/// <summary>What a limiter knows after a stop, a crash and a clock that was set.</summary>
public sealed class LimiterRestartTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_store_clock_that_was_set_while_the_limiter_was_down_frees_no_slot_early(int hours)
    {
        var source = silo.NewSource().Allowing(5);
        var granted = await silo.LimiterOf(source).Want(5);
        await silo.LimiterOf(source).Settle(granted.Lease, PermitOutcome.Accepted, 5);
        await silo.Deactivate(source);
        silo.StoreClockJumps(TimeSpan.FromHours(hours));

        silo.Clock.Advance(Window - TimeSpan.FromTicks(1));
        var tooEarly = await silo.LimiterOf(source).Want(5);

        Assert.Equal(0, tooEarly.Granted);
        silo.Clock.Advance(source.Settings.Limit.LongestHold + SlidingWindow.Skew);
        Assert.Equal(5, (await silo.LimiterOf(source).Want(5)).Granted);
    }

    [Fact]
    public async Task After_a_stop_slots_are_free_when_they_would_have_been_and_a_margin_for_skew()
    {
        var source = silo.NewSource().Allowing(5);
        var granted = await silo.LimiterOf(source).Want(5);
        await silo.LimiterOf(source).Settle(granted.Lease, PermitOutcome.Accepted, 5);
        await silo.Deactivate(source);

        silo.Clock.Advance(Window + TimeSpan.FromSeconds(2.1));

        Assert.Equal(5, (await silo.LimiterOf(source).Want(5)).Granted);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(7200)]
    public async Task A_crash_does_not_forget_for_how_long_the_source_asked_to_wait(int seconds)
    {
        var source = silo.NewSource();
        var granted = await silo.LimiterOf(source).Want(3);
        await silo.LimiterOf(source).Settle(granted.Lease, PermitOutcome.Accepted, 2);
        await silo.LimiterOf(source).Settle(granted.Lease, PermitOutcome.Rejected, retryAfter: TimeSpan.FromSeconds(seconds));
        var closed = (await silo.LimiterOf(source).Snapshot()).ClosedUntil;

        await silo.Crash(source);
        silo.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        var tooEarly = await silo.LimiterOf(source).Want(3);
        var known = (await silo.LimiterOf(source).Snapshot()).ClosedUntil;
        silo.Clock.Advance(TimeSpan.FromSeconds(1.1));

        Assert.Equal(0, tooEarly.Granted);
        Assert.InRange(known!.Value, closed!.Value, closed.Value.AddMilliseconds(2));
        Assert.Equal(1, (await silo.LimiterOf(source).Want(3)).Granted);
    }

    [Fact]
    public async Task After_a_restoration_nothing_is_granted_before_a_window_is_over()
    {
        await using var own = new TestSilo();
        await own.InitializeAsync();
        var source = own.NewSource().Allowing(5);

        own.StoreIsRestored();
        var atOnce = await own.LimiterOf(source).Want(5);
        own.Clock.Advance(source.Settings.Limit.LongestHold);
        var tooEarly = await own.LimiterOf(source).Want(5);
        await own.Deactivate(source);
        var afterStop = await own.LimiterOf(source).Want(5);
        // A stored instant is rounded up.
        own.Clock.Advance(SlidingWindow.Skew + TimeSpan.FromMilliseconds(2));

        Assert.Equal((0, 0, 0), (atOnce.Granted, tooEarly.Granted, afterStop.Granted));
        Assert.Equal(5, (await own.LimiterOf(source).Want(5)).Granted);
    }

    [Fact]
    public async Task A_crash_does_not_forget_that_the_source_refused()
    {
        var source = silo.NewSource();
        var granted = await silo.LimiterOf(source).Want(8);
        await silo.LimiterOf(source).Settle(granted.Lease, PermitOutcome.Rejected);

        await silo.Crash(source);

        Assert.InRange((await silo.LimiterOf(source).Want(100)).Granted, 0, 1);
    }

    [Fact]
    public async Task A_refusal_that_can_not_be_stored_is_stored_with_the_next_call()
    {
        var source = silo.NewSource();
        var limiter = silo.LimiterOf(source);
        var granted = await limiter.Want(1);
        source.Faults.Fail(Stores.StoreStep.WriteState);
        await limiter.Settle(granted.Lease, PermitOutcome.Rejected, retryAfter: Window);

        await limiter.Want(0);
        await silo.Crash(source);

        Assert.Equal(0, (await silo.LimiterOf(source).Want(1)).Granted);
    }

    [Fact]
    public async Task What_was_reserved_is_granted_for_a_time_only()
    {
        var source = silo.NewSource();
        var limiter = silo.LimiterOf(source);
        await limiter.Want(1);
        silo.Clock.Advance(source.Settings.Limit.Reservation - TimeSpan.FromTicks(1));
        await limiter.Want(1);
        var before = source.States.Writes(source);

        silo.Clock.Advance(TimeSpan.FromTicks(1));
        await limiter.Want(1);

        Assert.Equal((1, 2), (before, source.States.Writes(source)));
    }

    [Fact]
    public async Task Permits_that_took_too_long_to_reserve_are_not_granted()
    {
        var source = silo.NewSource();
        var writing = source.Faults.Block(Stores.StoreStep.WriteState);

        var asked = silo.LimiterOf(source).Want(3);
        await TestSilo.Soon(writing.Reached);
        silo.Clock.Advance(source.Settings.Limit.Reservation);
        writing.Open();

        Assert.Equal(0, (await asked).Granted);
        Assert.Equal(3, (await silo.LimiterOf(source).Want(3)).Granted);
    }
}
