using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class WholeMillisecondsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9_999)]
    [InlineData(10_001)]
    public void A_wait_is_over_only_when_its_time_has_passed(long ticks)
    {
        var clock = new ManualClock();
        var wait = clock.DelayAtLeast(TimeSpan.FromTicks(ticks), TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromTicks(ticks) - TimeSpan.FromTicks(1));
        Assert.False(wait.IsCompleted);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(wait.IsCompleted);
    }
}
