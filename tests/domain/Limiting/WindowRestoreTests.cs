using Orleans.Tx.Domain.Limiting;
using static Orleans.Tx.Domain.Tests.Limiting.TenInTenMinutes;

namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>What of a window outlives its process.</summary>
public sealed class WindowRestoreTests
{
    [Fact]
    public void Saved_window_holds_releases_and_what_is_or_may_be_granted()
    {
        var window = Fresh();
        window.Grant(1, 3, Start);
        window.Settle(1, Outcome.Accepted, Start + Seconds(2), Start + Seconds(2));
        window.Settle(1, Outcome.Rejected, Start + Seconds(1), Start + Seconds(2), Seconds(30));
        var saved = window.Save(ahead: 4, Start + Seconds(2));
        Assert.Equal([Start + Seconds(601), Start + Seconds(602)], saved.Releases);
        Assert.Equal((5, 1, Start + Seconds(32)), (saved.Unsettled, saved.RejectionsInRow, saved.ClosedUntil));
    }

    [Fact]
    public void Restored_window_holds_every_slot_with_a_margin_for_skew()
    {
        var stored = new WindowState([Start + Seconds(100), Start + Seconds(200)], Unsettled: 3, RejectionsInRow: 0, ClosedUntil: null);
        var window = new SlidingWindow(Limit, stored, Start);
        Assert.Equal((5, 0), (window.Held, window.Leased));
        Assert.Equal(5, window.Free(Start + Seconds(102) - TimeSpan.FromTicks(1)));
        Assert.Equal(6, window.Free(Start + Seconds(102)));
        Assert.Equal(7, window.Free(Start + Seconds(202)));
        Assert.Equal(7, window.Free(Start + Seconds(937) - TimeSpan.FromTicks(1)));
        Assert.Equal(10, window.Free(Start + Seconds(937)));
    }

    [Fact]
    public void Restored_window_goes_on_with_its_rejections()
    {
        var window = new SlidingWindow(Limit, new WindowState([], 0, RejectionsInRow: 2, ClosedUntil: Start + Seconds(4)), Start);
        Assert.Equal(0, window.Free(Start + Seconds(3)));
        Assert.Equal(1, window.Free(Start + Seconds(4)));
    }

    [Fact]
    public void Restored_slots_from_the_future_are_taken_back_to_the_longest_hold()
    {
        var future = Start + TimeSpan.FromDays(365);
        var window = new SlidingWindow(Limit, new WindowState([future], 0, 1, ClosedUntil: future), Start);
        Assert.Equal(0, window.Free(Start));
        Assert.Equal(1, window.Free(Start + Limit.LongestHold));
        window.Free(Start + Limit.LongestHold + SlidingWindow.Skew);
        Assert.Equal(0, window.Held);
    }

    [Theory]
    [InlineData(3600, 1, 102)]
    [InlineData(1, 3600, 102)]
    [InlineData(50, 50, 53)]
    public void Restored_slots_go_by_the_clock_that_counted_less_since_the_save(int store, int machine, int free)
    {
        var stored = new WindowState([Start + Seconds(101)], 0, 0, null, Saved: new SavedAt(Start, Start));
        var now = Start + Seconds(store);
        var window = new SlidingWindow(Limit, stored, now, Start + Seconds(machine));
        window.Free(now + Seconds(free) - TimeSpan.FromTicks(1));
        Assert.Equal(1, window.Held);
        window.Free(now + Seconds(free));
        Assert.Equal(0, window.Held);
    }

    [Fact]
    public void Window_restored_with_more_slots_than_the_limit_grants_none()
    {
        var window = new SlidingWindow(Limit, new WindowState([], Unsettled: 25, 0, null), Start);
        Assert.Equal(0, window.Free(Start));
        Assert.Equal(25, window.Held);
        Assert.Equal(10, window.Free(Start + Limit.LongestHold + Limit.Reservation + SlidingWindow.Skew));
    }

    [Fact]
    public void Limit_that_was_learned_is_stored_and_goes_on()
    {
        var window = new SlidingWindow(Limit, new WindowState([], 0, 0, null, Learned: 4), Start);
        Assert.Equal(4, window.Learned);
        Assert.Equal(4, window.Save(0, Start).Learned);
        Assert.Null(Fresh().Save(0, Start).Learned);
    }

    [Fact]
    public void What_was_reserved_with_a_save_is_held_from_that_save_on()
    {
        var stored = new WindowState([], Unsettled: 3, 0, null, Saved: new SavedAt(Start, Start));
        var now = Start + Seconds(60);
        var held = Start + Limit.Reservation + Limit.LongestHold + SlidingWindow.Skew;
        var window = new SlidingWindow(Limit, stored, now, now);
        Assert.Equal(7, window.Free(held - TimeSpan.FromTicks(1)));
        Assert.Equal(10, window.Free(held));
        Assert.Equal(10, new SlidingWindow(Limit, stored, held, held).Free(held));
    }

    [Fact]
    public void Source_that_asked_for_an_hour_has_it_after_a_restart_too()
    {
        var closed = Start + TimeSpan.FromHours(1);
        var stored = new WindowState([], 0, 1, closed, Saved: new SavedAt(Start, Start));
        Assert.Equal(closed, new SlidingWindow(Limit, stored, Start + Seconds(5), Start + Seconds(5)).ClosedUntil);
        Assert.Equal(Start.AddHours(-1) + (closed - Start), new SlidingWindow(Limit, stored, Start.AddHours(-1), Start).ClosedUntil);
    }
}
