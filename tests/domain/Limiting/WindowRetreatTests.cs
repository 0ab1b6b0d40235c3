using Orleans.Tx.Domain.Limiting;
using static Orleans.Tx.Domain.Tests.Limiting.TenInTenMinutes;

namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>What a window does once the source refused.</summary>
public sealed class WindowRetreatTests
{
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
}
