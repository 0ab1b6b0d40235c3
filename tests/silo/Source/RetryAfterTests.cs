using Orleans.Tx.Silo.Source.Answers;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>How long a rejection asks to wait, in each way that APIs say it.</summary>
public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After", "17", 17)]
    [InlineData("Retry-After", "Mon, 05 Oct 2026 12:01:30 GMT", 90)]
    [InlineData("RateLimit", "\"default\";r=0;t=30", 30)]
    [InlineData("RateLimit", "limit=100, remaining=0, reset=45", 45)]
    [InlineData("RateLimit-Reset", "12", 12)]
    [InlineData("X-RateLimit-Reset", "12.5", 12.5)]
    [InlineData("X-RateLimit-Reset", "1791201660", 60)]
    [InlineData("X-RateLimit-Reset", "1791201660500", 60.5)]
    [InlineData("X-Rate-Limit-Reset", "99999999999999999999", 86400)]
    [InlineData("Retry-After", "99999999", 86400)]
    [InlineData("Retry-After", "99999999999999999999999999999999999", 86400)]
    [InlineData("RateLimit", "\"a\";r=0;t=3, \"b\";r=0;t=7, \"c\";r=9;t=60", 7)]
    [InlineData("RateLimit", "\"odd;r=1,t=2 \\\" name\";t=8;r=0", 8)]
    [InlineData("RateLimit", "\"default\";t=11", 11)]
    public void Wait_is_read_from_the_header(string name, string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter((name, value)));

    [Theory]
    [InlineData("Retry-After", "soon")]
    [InlineData("Retry-After", "Mon, 05 Oct 2026 11:59:00 GMT")]
    [InlineData("X-RateLimit-Reset", "never")]
    [InlineData("X-RateLimit-Reset", "-5")]
    [InlineData("RateLimit", "\"default\";r=0")]
    [InlineData("X-RateLimit-Remaining", "0")]
    [InlineData("RateLimit", "\"default\";r=5;t=30")]
    [InlineData("RateLimit", "limit=100, remaining=5, reset=45")]
    [InlineData("RateLimit", "")]
    [InlineData("RateLimit", ",;=\"")]
    [InlineData("RateLimit", "\"default\";r=0;t=-30")]
    [InlineData("Retry-After", "-17")]
    [InlineData("RateLimit-Reset", "0")]
    public void Header_that_names_no_time_to_come_says_nothing(string name, string value) => Assert.Null(RetryAfter((name, value)));

    [Fact]
    public void Retry_after_wins_over_the_window_of_the_api() =>
        Assert.Equal(TimeSpan.FromSeconds(3), RetryAfter(("X-RateLimit-Reset", "600"), ("Retry-After", "3")));

    [Fact]
    public void Dates_are_by_the_clock_of_the_api() =>
        Assert.Equal(
            TimeSpan.FromSeconds(20),
            RetryAfter(("Date", "Mon, 05 Oct 2026 15:00:00 GMT"), ("Retry-After", "Mon, 05 Oct 2026 15:00:20 GMT")));

    private static TimeSpan? RetryAfter(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return RateLimitHeaders.Read(response, Now).RetryAfter;
    }
}
