using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Silo.Source.Answers;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>What answers tell of the source's own count, in each way that APIs say it.</summary>
public sealed class SourceBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("RateLimit: \"default\";r=50;t=30", 50, 30)]
    [InlineData("RateLimit: \"default\" ; t=30 ; r=50", 50, 30)]
    [InlineData("RateLimit: limit=100, remaining=50, reset=5", 50, 5)]
    [InlineData("RateLimit: remaining=50;x=1,reset=5", 50, 5)]
    [InlineData("RateLimit-Limit: 100|RateLimit-Remaining: 7|RateLimit-Reset: 12", 7, 12)]
    [InlineData("X-RateLimit-Limit: 100|X-RateLimit-Remaining: 7|X-RateLimit-Reset: 12.5", 7, 12.5)]
    [InlineData("x-ratelimit-remaining: 0|x-ratelimit-reset: 1791201660", 0, 60)]
    [InlineData("X-Rate-Limit-Remaining: 3|X-Rate-Limit-Reset: 1791201660500", 3, 60.5)]
    [InlineData("RateLimit: \"default\";r=50|RateLimit-Policy: \"other\";q=9;w=9, \"default\";q=100;w=60", 50, 60)]
    public void Budget_is_read_from_the_headers(string headers, int remaining, double seconds) =>
        Assert.Equal(new SourceBudget(remaining, TimeSpan.FromSeconds(seconds)), Budget(headers));

    [Theory]
    [InlineData("RateLimit: \"hour\";r=400;t=900, \"burst\";r=3;t=2", 3, 2)]
    [InlineData("RateLimit: \"hour\";r=0;t=900|RateLimit: \"burst\";r=0;t=2", 0, 900)]
    [InlineData("RateLimit: \"a\";r=9;t=5|X-RateLimit-Remaining: 4|X-RateLimit-Reset: 8", 4, 8)]
    [InlineData("X-RateLimit-Remaining: 10, 4|X-RateLimit-Reset: 3, 60", 4, 60)]
    [InlineData("X-RateLimit-Remaining: many, 4|X-RateLimit-Reset: 3", 4, 3)]
    public void Of_several_the_tightest_counts(string headers, int remaining, double seconds) =>
        Assert.Equal(new SourceBudget(remaining, TimeSpan.FromSeconds(seconds)), Budget(headers));

    [Theory]
    [InlineData("X-RateLimit-Remaining: 99999999999999999999999999999999|X-RateLimit-Reset: 1", int.MaxValue, 1)]
    [InlineData("X-RateLimit-Remaining: 3000000000|X-RateLimit-Reset: 99999999999999999999999999", int.MaxValue, 86400)]
    [InlineData("RateLimit: \"default\";r=1;t=999999999", 1, 86400)]
    public void Huge_numbers_are_cut(string headers, int remaining, double seconds) =>
        Assert.Equal(new SourceBudget(remaining, TimeSpan.FromSeconds(seconds)), Budget(headers));

    [Theory]
    [InlineData("")]
    [InlineData("X-RateLimit-Remaining: 5")]
    [InlineData("X-RateLimit-Reset: 5")]
    [InlineData("X-RateLimit-Remaining: -1|X-RateLimit-Reset: 5")]
    [InlineData("X-RateLimit-Remaining: 5|X-RateLimit-Reset: -5")]
    [InlineData("X-RateLimit-Remaining: 5|X-RateLimit-Reset: 0")]
    [InlineData("X-RateLimit-Remaining: 5|X-RateLimit-Reset: 1791201540")]
    [InlineData("X-RateLimit-Remaining: 0x5|X-RateLimit-Reset: 1e3")]
    [InlineData("X-RateLimit-Remaining: NaN|X-RateLimit-Reset: Infinity")]
    [InlineData("X-RateLimit-Remaining: |X-RateLimit-Reset: ")]
    [InlineData("RateLimit: ")]
    [InlineData("RateLimit: \"never ends;r=5;t=5")]
    [InlineData("RateLimit: ;;;,,,===\"\\")]
    [InlineData("RateLimit: \"default\";r=five;t=5")]
    [InlineData("RateLimit: \"default\";r=-5;t=5")]
    [InlineData("RateLimit-Policy: \"default\";q=100;w=60")]
    public void Headers_without_a_count_and_its_end_tell_nothing(string headers) => Assert.Null(Budget(headers));

    [Theory]
    [InlineData(200, """{"data":[]}""", typeof(PageAnswer.Fetched))]
    [InlineData(400, "too many requests", typeof(PageAnswer.RateLimited))]
    [InlineData(429, "", typeof(PageAnswer.RateLimited))]
    [InlineData(404, "nothing here", typeof(PageAnswer.Refused))]
    [InlineData(503, "oops", typeof(PageAnswer.Broken))]
    public async Task Budget_comes_with_every_kind_of_answer(int status, string body, Type kind)
    {
        var answer = await TestSource.Fetch(HttpAnswer.Of(status, body, "X-RateLimit-Remaining: 41", "X-RateLimit-Reset: 9"));
        Assert.IsType(kind, answer);
        Assert.Equal(new SourceBudget(41, TimeSpan.FromSeconds(9)), answer.Budget);
    }

    [Fact]
    public async Task Server_that_failed_and_asks_to_wait_is_heeded()
    {
        var answer = await TestSource.Fetch(HttpAnswer.Of(503, "in maintenance", "Retry-After: 120"));
        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<PageAnswer.Broken>(answer).RetryAfter);
    }

    private static SourceBudget? Budget(string headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = header.Split(": ", 2) is [var first, var second] ? (first, second) : (header, "");
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return RateLimitHeaders.Read(response, Now).Budget;
    }
}
