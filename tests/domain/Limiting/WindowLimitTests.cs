using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

public sealed class WindowLimitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Longest_hold_is_lease_and_timeout_and_window() =>
        Assert.Equal(TimeSpan.FromSeconds(634), new WindowLimit(1000, 600 * Second, 30 * Second, 4 * Second).LongestHold);

    [Fact]
    public void Counts_below_one_and_lengths_that_are_not_positive_are_refused_by_name()
    {
        Assert.Equal("requests", Refused(() => new WindowLimit(0, Second, Second, Second)));
        Assert.Equal("window", Refused(() => new WindowLimit(1, TimeSpan.Zero, Second, Second)));
        Assert.Equal("timeout", Refused(() => new WindowLimit(1, Second, -Second, Second)));
        Assert.Equal("lease", Refused(() => new WindowLimit(1, Second, Second, TimeSpan.Zero)));
    }

    private static string? Refused(Func<WindowLimit> make) => Assert.Throws<ArgumentOutOfRangeException>(make).ParamName;
}
