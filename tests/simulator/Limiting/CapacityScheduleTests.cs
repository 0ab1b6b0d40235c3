using Orleans.Tx.Simulator.Limiting;

namespace Orleans.Tx.Simulator.Tests.Limiting;

public sealed class CapacityScheduleTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public void Constant_is_always_what_was_configured() =>
        Assert.All(Levels(CapacityTrace.Constant, 1000, TenMinutes, 24 * 3600), static level => Assert.Equal(1000, level));

    [Fact]
    public void Steps_hold_one_of_their_levels_for_300_to_2400_seconds()
    {
        var levels = Levels(CapacityTrace.Steps, 1000, TenMinutes, 48 * 3600);
        Assert.Equal([100, 250, 400, 600, 800, 1000], levels.Distinct().Order());
        // The same level may be drawn again, so a plateau has a shortest length only.
        Assert.All(Plateaus(levels), static plateau => Assert.True(plateau >= 299));
    }

    [Fact]
    public void Flap_holds_1000_or_300_for_at_least_60_seconds()
    {
        var levels = Levels(CapacityTrace.Flap, 1000, TenMinutes, 24 * 3600);
        Assert.Equal([300, 1000], levels.Distinct().Order());
        Assert.All(Plateaus(levels), static plateau => Assert.True(plateau >= 59));
    }

    [Fact]
    public void Wave_falls_to_350_in_the_first_half_of_the_day_and_stays_up_in_the_second()
    {
        var levels = Levels(CapacityTrace.Wave, 1000, TenMinutes, 24 * 3600);
        Assert.Equal(1000, levels[0]);
        Assert.Equal(350, levels.Min());
        Assert.Equal(350, levels[6 * 3600]);
        Assert.All(levels[(12 * 3600)..], static level => Assert.Equal(1000, level));
        Assert.All(levels.Chunk(300), static five => Assert.Single(five.Distinct()));
    }

    [Theory]
    [InlineData(CapacityTrace.Steps)]
    [InlineData(CapacityTrace.Wave)]
    [InlineData(CapacityTrace.Flap)]
    public void Trace_is_compressed_with_the_window_and_scaled_with_the_requests(CapacityTrace trace)
    {
        var whole = CapacitySchedule.Create(trace, 1000, TenMinutes, 3);
        var compressed = CapacitySchedule.Create(trace, 100, TenMinutes / 100, 3);
        for (var second = 0; second < 24 * 3600; second += 100)
        {
            var level = whole.LimitAt(TimeSpan.FromSeconds(second));
            // Both are rounded to whole requests.
            Assert.InRange(10 * compressed.LimitAt(TimeSpan.FromSeconds(second / 100.0)), level - 6, level + 6);
        }
    }

    [Fact]
    public void Trace_of_another_seed_is_another() =>
        Assert.NotEqual(
            Levels(CapacityTrace.Flap, 1000, TenMinutes, 24 * 3600),
            Levels(CapacityTrace.Flap, 1000, TenMinutes, 24 * 3600, seed: 2));

    [Fact]
    public void Least_capacity_is_one_request() =>
        Assert.Equal(1, Levels(CapacityTrace.Steps, 1, TenMinutes, 48 * 3600).Min());

    private static int[] Levels(CapacityTrace trace, int requests, TimeSpan window, int seconds, long seed = 1)
    {
        var schedule = CapacitySchedule.Create(trace, requests, window, seed);
        return [.. Enumerable.Range(0, seconds).Select(second => schedule.LimitAt(TimeSpan.FromSeconds(second)))];
    }

    // Without the last, which the end of the observation cuts short.
    private static List<int> Plateaus(int[] levels)
    {
        var lengths = new List<int>();
        for (var (began, at) = (0, 1); at < levels.Length; at++)
        {
            if (levels[at] == levels[at - 1])
                continue;
            lengths.Add(at - began);
            began = at;
        }

        return lengths;
    }
}
