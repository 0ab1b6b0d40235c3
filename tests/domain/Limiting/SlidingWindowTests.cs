using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

public sealed class SlidingWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
    private static readonly WindowLimit Limit = new(10, Seconds(600), timeout: Seconds(30), lease: Seconds(5));

    [Fact]
    public void Fresh_window_grants_the_whole_limit_and_no_more()
    {
        var window = Fresh();
        Assert.Equal(10, window.Free(Start));
        Assert.Equal(Start + Seconds(5), window.Grant(1, 4, Start));
        Assert.Equal(6, window.Free(Start));
        Assert.Throws<InvalidOperationException>(() => window.Grant(2, 7, Start));
        window.Grant(2, 6, Start);
        Assert.Equal((0, 10, 10), (window.Free(Start), window.Held, window.Leased));
    }

    [Fact]
    public void Grant_of_nothing_or_of_a_lease_that_was_granted_is_refused()
    {
        var window = Fresh();
        Assert.Throws<ArgumentOutOfRangeException>(() => window.Grant(1, 0, Start));
        window.Grant(1, 1, Start);
        Assert.Throws<InvalidOperationException>(() => window.Grant(1, 1, Start));
        Assert.Equal(1, window.Leased);
    }

    [Theory]
    [InlineData(Outcome.Accepted)]
    [InlineData(Outcome.Rejected)]
    public void Slot_of_a_completed_request_is_held_for_a_window_from_its_completion(Outcome outcome)
    {
        var window = Fresh();
        window.Grant(1, 1, Start);
        window.Settle(1, outcome, completed: Start + Seconds(1), now: Start + Seconds(3));
        Assert.Equal((1, 0), (window.Held, window.Leased));
        window.Free(Start + Seconds(601) - TimeSpan.FromTicks(1));
        Assert.Equal(1, window.Held);
        window.Free(Start + Seconds(601));
        Assert.Equal(0, window.Held);
    }

    [Fact]
    public void Completion_in_the_future_counts_as_now()
    {
        var window = Fresh();
        window.Grant(1, 1, Start);
        window.Settle(1, Outcome.Accepted, completed: Start + Seconds(3600), now: Start);
        Assert.Equal(10, window.Free(Start + Seconds(600)));
    }

    [Fact]
    public void Slot_of_a_request_that_was_not_sent_is_free_at_once()
    {
        var window = Fresh();
        window.Grant(1, 10, Start);
        window.Settle(1, Outcome.Unsent, Start, Start);
        Assert.Equal(1, window.Free(Start));
    }

    [Fact]
    public void Slot_of_unknown_outcome_is_held_until_the_request_can_no_longer_arrive_and_a_window()
    {
        var window = Fresh();
        window.Grant(1, 1, Start);
        window.Settle(1, Outcome.Unknown, completed: Start, now: Start + Seconds(4));
        Assert.Equal(9, window.Free(Start + Seconds(634) - TimeSpan.FromTicks(1)));
        Assert.Equal(10, window.Free(Start + Seconds(634)));
    }

    [Fact]
    public void Slot_of_unknown_outcome_is_held_no_longer_than_a_lost_one_however_late_it_is_told()
    {
        var window = Fresh();
        window.Grant(1, 1, Start);
        window.Settle(1, Outcome.Unknown, completed: Start, now: Start + Seconds(34));
        Assert.Equal(9, window.Free(Start + Limit.LongestHold - TimeSpan.FromTicks(1)));
        Assert.Equal(10, window.Free(Start + Limit.LongestHold));
    }

    [Fact]
    public void Slots_of_a_lost_lease_are_held_for_lease_timeout_and_window()
    {
        var window = Fresh();
        window.Grant(1, 3, Start);
        window.Settle(1, Outcome.Accepted, Start + Seconds(1), Start + Seconds(1));
        Assert.Equal(2, window.Leased);
        Assert.Equal(8, window.Free(Start + Seconds(635) - TimeSpan.FromTicks(1)));
        Assert.Equal(0, window.Leased);
        Assert.Equal(10, window.Free(Start + Seconds(635)));
    }

    [Fact]
    public void What_is_told_of_a_lease_given_up_or_unknown_or_used_up_frees_nothing()
    {
        var window = Fresh();
        window.Grant(1, 1, Start);
        window.Grant(2, 1, Start);
        window.Settle(2, Outcome.Accepted, Start, Start);
        window.Settle(2, Outcome.Unsent, Start, Start);
        window.Settle(99, Outcome.Unsent, Start, Start);
        Assert.Equal(2, window.Held);

        window.Settle(1, Outcome.Unsent, Start + Seconds(36), Start + Seconds(36));
        Assert.Equal(2, window.Held);
    }

    [Fact]
    public void Greedy_worker_without_latency_gets_the_whole_limit_in_every_window()
    {
        var window = Fresh();
        var (granted, lease) = (0, 0L);
        for (var now = Start; now < Start + Seconds(6000); now = window.NextFree(now))
        {
            for (var free = window.Free(now); free > 0; free--)
            {
                window.Grant(++lease, 1, now);
                window.Settle(lease, Outcome.Accepted, now, now);
                granted++;
            }
        }

        Assert.Equal(100, granted);
    }

    [Fact]
    public void Next_free_instant_is_the_first_release_or_the_longest_hold()
    {
        var window = Fresh();
        Assert.Equal(Start + Limit.LongestHold, window.NextFree(Start));
        window.Grant(1, 1, Start);
        Assert.Equal(Start + Seconds(635), window.NextFree(Start));
        window.Settle(1, Outcome.Accepted, Start + Seconds(2), Start + Seconds(2));
        Assert.Equal(Start + Seconds(602), window.NextFree(Start + Seconds(2)));
    }

    [Fact]
    public void Rejection_below_what_was_accepted_lets_one_request_at_a_time_out_once_slots_became_free()
    {
        var window = Fresh();
        for (var lease = 1; lease <= 10; lease++)
            Accept(window, lease, Start + Seconds(lease));
        Reject(window, 11, Start + Seconds(601));
        Assert.Equal(0, window.Free(Start + Seconds(601)));
        Assert.Equal(Start + Seconds(602), window.NextFree(Start + Seconds(601)));
        Assert.Equal(1, window.Free(Start + Seconds(602)));

        window.Grant(12, 1, Start + Seconds(602));
        Assert.Equal(0, window.Free(Start + Seconds(603)));
        window.Settle(12, Outcome.Accepted, Start + Seconds(603), Start + Seconds(603));
        Assert.Equal(0, window.Save(0, Start + Seconds(603)).RejectionsInRow);
        Assert.Equal(1, window.Free(Start + Seconds(604)));
    }

    [Fact]
    public void Rejections_in_a_row_double_the_slots_that_must_become_free()
    {
        var limit = new WindowLimit(1000, Seconds(600), Seconds(30), Seconds(5));
        var window = new SlidingWindow(limit, WindowState.Fresh, Start);
        for (var lease = 1; lease <= 1000; lease++)
            Accept(window, lease, Start + Seconds(lease / 10.0));
        var now = Start + Seconds(600.2);
        Reject(window, 2000, now);
        var counts = new List<int>();
        for (var lease = 2001; counts.Count < 4; now += Seconds(0.1))
        {
            if (window.Free(now) == 0)
                continue;
            // What was refused is held and not counted.
            counts.Add(window.Held - counts.Count - 1);
            Reject(window, lease++, now);
        }

        Assert.Equal([994, 986, 970, 938], counts);
    }

    [Fact]
    public void Rejections_of_requests_that_were_under_way_together_count_as_one()
    {
        var window = Fresh();
        window.Grant(1, 8, Start);
        for (var request = 0; request < 8; request++)
            window.Settle(1, Outcome.Rejected, Start, Start + request * TimeSpan.FromMilliseconds(200));
        Assert.Equal(1, window.Save(0, Start + Seconds(2)).RejectionsInRow);
    }

    [Fact]
    public void Acceptance_of_a_request_that_was_under_way_does_not_end_the_retreat()
    {
        var window = Fresh();
        window.Grant(1, 2, Start);
        window.Settle(1, Outcome.Rejected, Start, Start + Seconds(1));
        window.Settle(1, Outcome.Accepted, Start, Start + Seconds(2));
        Assert.Equal(1, window.Save(0, Start + Seconds(2)).RejectionsInRow);
        Assert.Equal(0, window.Free(Start + Seconds(2)));
    }

    [Fact]
    public void Window_is_closed_for_as_long_as_the_source_asked()
    {
        var window = Fresh();
        window.Grant(1, 2, Start);
        window.Settle(1, Outcome.Rejected, Start, Start, retryAfter: Seconds(120));
        window.Settle(1, Outcome.Rejected, Start, Start + Seconds(1));
        Assert.Equal(Start + Seconds(120), window.ClosedUntil);
        Assert.Equal(Start + Seconds(120), window.NextFree(Start + Seconds(1)));
        Assert.Equal(0, window.Free(Start + Seconds(120) - TimeSpan.FromTicks(1)));
        Assert.Equal(1, window.Free(Start + Seconds(120)));
        Assert.Null(window.ClosedUntil);
    }

    [Fact]
    public void Wait_that_no_calendar_holds_closes_the_window_for_a_day()
    {
        var window = Fresh();
        window.Grant(1, 1, Start);
        window.Settle(1, Outcome.Rejected, Start, Start, retryAfter: TimeSpan.MaxValue);
        Assert.Equal(0, window.Leased);
        Assert.Equal(Start + TimeSpan.FromDays(1), window.ClosedUntil);
    }

    [Fact]
    public void Permit_lost_while_one_at_a_time_goes_out_is_not_waited_for()
    {
        var window = Rejected(Start);
        var asks = window.NextFree(Start);
        Assert.Equal(1, window.Free(asks));
        window.Grant(2, 1, asks);
        Assert.Equal(0, window.Free(asks));
        Assert.Equal(asks + Seconds(10), window.NextFree(asks));
        Assert.Equal(1, window.Free(asks + Seconds(10)));
    }

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
    public void Above_the_learned_limit_one_probe_goes_out_and_more_once_it_is_accepted()
    {
        var window = new SlidingWindow(Limit, new WindowState([], 0, 0, null, Learned: 1), Start);
        Accept(window, lease: 1, Start);
        Assert.Equal(0, window.Free(Start));

        var due = window.NextFree(Start);
        Assert.Equal(Start + Limit.Window / 6, due);
        Assert.Equal(1, window.Free(due));
        window.Grant(2, 1, due);
        Assert.Equal(0, window.Free(due));
        window.Settle(2, Outcome.Accepted, due, due);
        Assert.Equal(Limit.Requests, window.Learned);
        Assert.True(window.Free(due) > 0);
    }

    [Fact]
    public void Refused_probe_stops_nobody_and_the_next_one_is_due_later()
    {
        var window = new SlidingWindow(Limit, new WindowState([], 0, 0, null, Learned: 1), Start);
        Accept(window, lease: 1, Start);
        var due = window.NextFree(Start);
        window.Grant(2, 1, due);
        window.Settle(2, Outcome.Rejected, due, due);
        Assert.Null(window.ClosedUntil);
        Assert.Equal(1, window.Learned);
        Assert.Equal(due + Limit.Window / 6, window.NextFree(due));
    }

    [Fact]
    public void What_the_source_tells_of_its_own_count_wins()
    {
        var window = Fresh();
        window.Grant(1, 4, Start);
        Tell(window, lease: 1, new ToldLimit(Remaining: 5, Seconds(60)));
        Assert.Equal(2, window.Free(Start));
        window.Grant(2, 2, Start);
        Assert.Equal(0, window.Free(Start));
        Assert.Equal(Start + Seconds(60), window.NextFree(Start + Seconds(59)));
        Assert.Equal(4, window.Free(Start + Seconds(60)));
    }

    [Fact]
    public void What_an_answer_tells_that_was_overtaken_is_old()
    {
        var window = Fresh();
        window.Grant(1, 1, Start);
        window.Grant(2, 1, Start + Seconds(1));
        window.Settle(2, Outcome.Accepted, Start + Seconds(2), Start + Seconds(2), told: new ToldLimit(3, Seconds(60)));
        window.Settle(1, Outcome.Accepted, Start + Seconds(2), Start + Seconds(2), told: new ToldLimit(4, Seconds(60)));
        Assert.Equal(3, window.Free(Start + Seconds(2)));
    }

    [Fact]
    public void Of_what_requests_sent_together_are_told_the_least_counts()
    {
        var window = Fresh();
        window.Grant(1, 2, Start);
        Tell(window, lease: 1, new ToldLimit(3, Seconds(60)));
        Tell(window, lease: 1, new ToldLimit(4, Seconds(60)));
        Assert.Equal(2, window.Free(Start));
    }

    [Fact]
    public void What_the_source_tells_is_not_believed_while_it_refuses_what_it_told()
    {
        var more = new ToldLimit(Remaining: 9, Seconds(3000));
        var window = Fresh();
        for (var lease = 1; lease <= 5; lease++)
            Accept(window, lease, Start);
        window.Grant(6, 1, Start);
        window.Settle(6, Outcome.Rejected, Start, Start, told: more);

        var again = Asked(window, Start + Seconds(300));
        Reject(window, lease: 7, again);
        again = Asked(window, Start + Limit.Window + Seconds(1));
        window.Grant(8, 1, again);
        window.Settle(8, Outcome.Accepted, again, again, told: more);

        Assert.InRange(window.Learned, 1, 5);
    }

    private static DateTimeOffset Asked(SlidingWindow window, DateTimeOffset from)
    {
        while (window.Free(from) == 0)
            from = window.NextFree(from);
        return from;
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

    [Fact]
    public void Source_that_tells_of_more_than_was_learned_need_not_be_probed()
    {
        var window = new SlidingWindow(Limit, new WindowState([], 0, 0, null, Learned: 1), Start);
        window.Grant(1, 1, Start);
        Tell(window, lease: 1, new ToldLimit(Remaining: 6, Seconds(60)));
        Assert.Equal(7, window.Learned);
    }

    private static void Tell(SlidingWindow window, long lease, ToldLimit told) =>
        window.Settle(lease, Outcome.Accepted, Start, Start, told: told);

    private static void Accept(SlidingWindow window, long lease, DateTimeOffset now)
    {
        window.Grant(lease, 1, now);
        window.Settle(lease, Outcome.Accepted, now, now);
    }

    private static SlidingWindow Fresh() => new(Limit, WindowState.Fresh, Start);

    private static void Reject(SlidingWindow window, long lease, DateTimeOffset now)
    {
        window.Grant(lease, 1, now);
        window.Settle(lease, Outcome.Rejected, now, now);
    }

    private static SlidingWindow Rejected(DateTimeOffset now)
    {
        var window = new SlidingWindow(Limit, WindowState.Fresh, now);
        window.Grant(1, 1, now);
        window.Settle(1, Outcome.Rejected, now, now);
        return window;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
