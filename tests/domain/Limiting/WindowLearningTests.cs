using Orleans.Tx.Domain.Limiting;
using static Orleans.Tx.Domain.Tests.Limiting.TenInTenMinutes;

namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>A limit that is learned, and what the source tells of its own count.</summary>
public sealed class WindowLearningTests
{
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

    [Fact]
    public void Source_that_tells_of_more_than_was_learned_need_not_be_probed()
    {
        var window = new SlidingWindow(Limit, new WindowState([], 0, 0, null, Learned: 1), Start);
        window.Grant(1, 1, Start);
        Tell(window, lease: 1, new ToldLimit(Remaining: 6, Seconds(60)));
        Assert.Equal(7, window.Learned);
    }
}
