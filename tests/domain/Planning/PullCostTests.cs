using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Domain.Planning;

namespace Orleans.Tx.Domain.Tests.Planning;

public sealed class PullCostTests
{
    private static readonly PagingManner Numbered = new(100);
    private static readonly PagingManner ByToken = new(100, ByToken: true);

    [Theory]
    [InlineData(100, 7L, 601L, 7L)]
    [InlineData(100, null, 601L, 7L)]
    [InlineData(100, null, 600L, 6L)]
    [InlineData(0, null, 0L, 1L)]
    [InlineData(0, 0L, null, 1L)]
    [InlineData(0, null, null, 1L)]
    [InlineData(3, null, null, null)]
    [InlineData(100, null, null, null)]
    public void Numbered_pages_are_counted_by_what_the_first_tells(int items, long? pages, long? total, long? requests) =>
        Assert.Equal(requests, PullCost.PagesOf(new PageFacts(items, pages, total), Numbered));

    [Theory]
    [InlineData(3, 1L)]
    [InlineData(100, null)]
    public void A_short_page_is_the_only_one_where_that_ends_a_week(int items, long? requests) =>
        Assert.Equal(requests, PullCost.PagesOf(new PageFacts(items, null, null), Numbered with { EndsShort = true }));

    [Theory]
    [InlineData(false, null, 1L)]
    [InlineData(true, null, null)]
    [InlineData(true, 250L, 3L)]
    public void Whether_more_follow_is_believed(bool more, long? total, long? requests) =>
        Assert.Equal(requests, PullCost.PagesOf(new PageFacts(100, null, total, more), Numbered));

    [Theory]
    [InlineData(null, null, 1L)]
    [InlineData("next", null, null)]
    [InlineData("next", 250L, 3L)]
    public void Pages_by_token_are_known_by_their_total_or_where_no_token_follows(string? next, long? total, long? requests) =>
        Assert.Equal(requests, PullCost.PagesOf(new PageFacts(100, null, total, Next: next), ByToken));

    [Fact]
    public void Answers_take_their_time_shared_by_those_under_way_at_once()
    {
        Assert.Equal(TimeSpan.FromSeconds(25), PullCost.AnswerTime(1000, TimeSpan.FromMilliseconds(100), 4));
        Assert.Equal(TimeSpan.MaxValue, PullCost.AnswerTime(long.MaxValue, TimeSpan.FromHours(1), 1));
    }
}
