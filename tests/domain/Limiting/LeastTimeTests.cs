using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

public sealed class LeastTimeTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    /// <summary>How many requests under which limit, and the seconds until each held slot becomes free.</summary>
    private sealed record Plan(int Requests, int Limit, int[] Held, int Closed)
    {
        public TimeSpan Time => TimeOf(Requests);

        public TimeSpan TimeOf(long requests) => LeastTime.Of(requests, Limit, Window, [.. Held.Select(Seconds)], Seconds(Closed));

        private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
    }

    [Fact]
    public void Time_is_that_of_one_who_sends_as_soon_as_the_window_has_room() => 
        Always.Holds(Plans, plan => Assert.Equal(Walked(plan), plan.Time), times: 1000);

    [Fact]
    public void More_requests_take_no_less_time() => 
        Always.Holds(Plans, plan => Assert.True(plan.TimeOf(plan.Requests + 1) >= plan.Time, plan.ToString()));

    [Fact]
    public void As_many_more_as_the_limit_take_a_window_more() => Always.Holds(
        Plans.Where(plan => plan.Requests > 0), plan => Assert.Equal(plan.Time + Window, plan.TimeOf(plan.Requests + plan.Limit)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1000, 0)]
    [InlineData(1001, 1)]
    [InlineData(2000, 1)]
    [InlineData(20_000, 19)]
    public void A_free_window_takes_as_many_windows_as_have_to_pass(long requests, int windows) =>
        Assert.Equal(Window * windows, LeastTime.Of(requests, 1000, Window, []));

    [Fact]
    public void Time_beyond_all_measure_is_the_longest_there_is() => Assert.Equal(TimeSpan.MaxValue, LeastTime.Of(long.MaxValue, 1, Window, []));

    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void What_is_none_is_refused(long requests, int limit, int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LeastTime.Of(requests, limit, TimeSpan.FromSeconds(seconds), []));

    private static Gen<Plan> Plans =>
        from requests in Gen.Choose(0, 40)
        from limit in Gen.Choose(1, 7)
        from slots in Gen.Choose(-3, 25).ArrayOf().Resize(8)
        from closed in Gen.Choose(0, 30)
        select new Plan(requests, limit, slots, closed);

    // Second by second: whoever is in the window leaves it a window after it came.
    private static TimeSpan Walked(Plan plan)
    {
        var leaves = plan.Held.Select(seconds => Math.Min(seconds, (int)Window.TotalSeconds)).ToList();
        var left = plan.Requests;
        for (var now = 0; left > 0; now++)
        {
            leaves.RemoveAll(at => at <= now);
            for (; left > 0 && now >= plan.Closed && leaves.Count < plan.Limit; left--)
            {
                leaves.Add(now + (int)Window.TotalSeconds);
                if (left == 1)
                    return TimeSpan.FromSeconds(now);
            }
        }

        return TimeSpan.Zero;
    }
}
