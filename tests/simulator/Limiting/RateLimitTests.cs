using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Simulator.Limiting;

namespace Orleans.Tx.Simulator.Tests.Limiting;

public sealed class RateLimitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    [Fact]
    public void Accepted_requests_never_exceed_the_limit_in_any_window_and_no_room_is_withheld() =>
        Prop.ForAll<byte[], PositiveInt, bool>((gaps, most, countsRejected) =>
        {
            var clock = new ManualClock();
            var allowed = 1 + (most.Get % 5);
            var limit = NewLimit(clock, allowed, countsRejected);
            var (now, accepted, counted) = (TimeSpan.Zero, new List<TimeSpan>(), new List<TimeSpan>());
            foreach (var gap in gaps)
            {
                now += TimeSpan.FromSeconds(gap % 6);
                clock.Advance(TimeSpan.FromSeconds(gap % 6));
                var expected = counted.Count(at => at > now - Window) < allowed;
                if (limit.Arrive().Accepted != expected)
                    return false;
                if (expected)
                    accepted.Add(now);
                if (expected || countsRejected)
                    counted.Add(now);
            }

            return accepted.All(end => accepted.Count(at => at > end - Window && at <= end) <= allowed)
                && limit.Report().Accepted == accepted.Count
                && limit.Report().Received == gaps.Length;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void Rejected_request_takes_a_place_only_where_it_counts(bool countsRejected, int greatestCounted)
    {
        var limit = NewLimit(new ManualClock(), 1, countsRejected);
        Assert.True(limit.Arrive().Accepted);
        Assert.False(limit.Arrive().Accepted);
        Assert.Equal(new LimitReport(2, 1, 1, 2, greatestCounted, 1), limit.Report());
    }

    [Fact]
    public void Capacity_that_falls_leaves_what_is_in_the_window_and_accepts_no_more()
    {
        var clock = new ManualClock();
        var limit = NewLimit(clock, 3, false);
        limit.Arrive();
        limit.Arrive();
        limit.Follow(new ConstantCapacity(2, Window));
        Assert.False(limit.Arrive().Accepted);
        limit.Follow(new ConstantCapacity(3, Window));
        Assert.True(limit.Arrive().Accepted);
    }

    [Fact]
    public void Arrivals_are_numbered_from_one_without_gaps()
    {
        var limit = NewLimit(new ManualClock(), 2, false);
        Assert.Equal([1, 2, 3, 4], Enumerable.Range(0, 4).Select(_ => limit.Arrive().Number));
    }

    private static RateLimit NewLimit(ManualClock clock, int requests, bool countsRejected) =>
        new(Window, new ConstantCapacity(requests, Window), countsRejected, clock);
}
