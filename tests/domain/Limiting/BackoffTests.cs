using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

public sealed class BackoffTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 16)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(7, 60)]
    [InlineData(int.MaxValue, 60)]
    public void Wait_doubles_with_each_rejection_up_to_a_minute_of_ten(int rejectionsInRow, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(rejectionsInRow, Window));

    [Theory]
    [InlineData(-5, 2)]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(3, 3)]
    [InlineData(3600, 3600)]
    [InlineData(86400, 86400)]
    [InlineData(int.MaxValue, 86400)]
    public void Wait_is_never_shorter_than_the_source_asked_for_up_to_a_day(int retryAfter, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(1, Window, TimeSpan.FromSeconds(retryAfter)));

    [Fact]
    public void Wait_shrinks_with_the_window()
    {
        var window = TimeSpan.FromSeconds(6);
        Assert.Equal(TimeSpan.FromMilliseconds(20), Backoff.After(1, window));
        Assert.Equal(TimeSpan.FromMilliseconds(600), Backoff.After(99, window));
    }

    [Fact]
    public void Wait_without_a_rejection_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Backoff.After(0, Window));
}
