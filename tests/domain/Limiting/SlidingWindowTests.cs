using Orleans.Tx.Domain.Limiting;
using static Orleans.Tx.Domain.Tests.Limiting.TenInTenMinutes;

namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>Slots: who gets one, and how long it is held.</summary>
public sealed class SlidingWindowTests
{
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
}
