using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Simulator.Limiting;

namespace Orleans.Tx.Simulator.Tests.Limiting;

public sealed class SlidingWindowCounterTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    [Fact]
    public void Counts_equal_those_of_a_plain_list_of_arrivals() =>
        Prop.ForAll<byte[]>(gaps =>
        {
            var counter = new SlidingWindowCounter(Window);
            var arrivals = new List<TimeSpan>();
            var greatest = 0;
            var now = TimeSpan.Zero;
            foreach (var gap in gaps)
            {
                now += TimeSpan.FromSeconds(gap % 8);
                counter.Add(now);
                arrivals.Add(now);
                var inWindow = arrivals.Count(arrival => arrival > now - Window);
                greatest = Math.Max(greatest, inWindow);
                if (counter.CountAt(now) != inWindow || counter.Greatest != greatest)
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Arrival_counts_up_to_one_window_later_excluded()
    {
        var counter = new SlidingWindowCounter(Window);
        counter.Add(TimeSpan.FromSeconds(1));
        Assert.Equal(1, counter.CountAt(TimeSpan.FromSeconds(1) + Window - TimeSpan.FromTicks(1)));
        Assert.Equal(0, counter.CountAt(TimeSpan.FromSeconds(1) + Window));
    }

    [Fact]
    public void Time_until_there_is_room_is_when_enough_have_left()
    {
        var counter = new SlidingWindowCounter(Window);
        foreach (var second in (int[])[1, 2, 5])
            counter.Add(TimeSpan.FromSeconds(second));

        var now = TimeSpan.FromSeconds(6);
        Assert.Equal(TimeSpan.Zero, counter.UntilBelow(4, now));
        Assert.Equal(TimeSpan.FromSeconds(15), counter.UntilBelow(3, now));
        Assert.Equal(TimeSpan.FromSeconds(19), counter.UntilBelow(1, now));
    }
}
