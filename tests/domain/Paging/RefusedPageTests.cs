using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Domain.Tests.Paging;

/// <summary>Numbered pages that an API refuses instead of giving an empty one.</summary>
public sealed class RefusedPageTests
{
    private const int PageSize = 10;

    [Fact]
    public void Refused_pages_behind_a_short_one_end_the_run()
    {
        var plan = Plan(asked: 5);
        Assert.True(plan.Refused(4));
        Assert.True(plan.Refused(3));
        Assert.False(plan.HasNext);
        plan.Arrived(0, Full, "0");
        plan.Arrived(1, Full, "1");
        Assert.Null(plan.Pages);
        plan.Arrived(2, Short, "2");
        Assert.Equal((3L, (string?)null), (plan.Pages, plan.Wrong));
        plan.Stored(plan.Ready(10).Count);
        Assert.True(plan.Done);
    }

    [Fact]
    public void Page_behind_a_full_one_is_missed_when_it_is_refused()
    {
        var plan = Plan(asked: 3);
        plan.Arrived(0, Full, "0");
        plan.Arrived(1, Full, "1");
        Assert.True(plan.Refused(2));
        Assert.Equal("page 3 was refused although a full page stands before it", plan.Wrong);
    }

    [Fact]
    public void Full_is_what_the_API_gives_though_more_was_asked_for()
    {
        var plan = Plan(asked: 3);
        plan.Arrived(0, Short, "0");
        plan.Arrived(1, Short, "1");
        Assert.True(plan.Refused(2));
        Assert.NotNull(plan.Wrong);
    }

    [Fact]
    public void First_page_is_missed_when_it_is_refused() => Assert.False(Plan(asked: 1).Refused(0));

    [Fact]
    public void Page_that_the_total_tells_of_is_missed_when_it_is_refused()
    {
        var plan = Plan(asked: 2);
        plan.Arrived(0, Short with { TotalPages = 2 }, "0");
        Assert.False(plan.Refused(1));
    }

    [Fact]
    public void Page_before_one_that_holds_records_is_missed_when_it_is_refused()
    {
        var plan = Plan(asked: 3);
        plan.Arrived(2, Short, "2");
        Assert.False(plan.Refused(1));
    }

    [Fact]
    public void Page_that_comes_after_one_was_refused_shows_that_the_other_is_missed()
    {
        var plan = Plan(asked: 4);
        Assert.True(plan.Refused(2));
        plan.Arrived(3, Short, "3");
        plan.Arrived(0, Full, "0");
        plan.Arrived(1, Short, "1");
        Assert.NotNull(plan.Wrong);
    }

    [Fact]
    public void Empty_page_ends_the_run_whatever_is_refused_behind_it()
    {
        var plan = Plan(asked: 3);
        Assert.True(plan.Refused(2));
        plan.Arrived(1, new PageFacts(0, null, null), "1");
        plan.Arrived(0, Full, "0");
        Assert.Equal((1L, (string?)null), (plan.Pages, plan.Wrong));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(PageSize, false)]
    public void Run_that_goes_on_behind_its_last_page_looks_at_that_again(int items, bool ends)
    {
        var plan = new PagePlan<string>(PageCursor.At(7), PageSize);
        Assert.True(plan.Refused(plan.Next()));
        plan.Failed(plan.Next());
        Assert.Equal(6, plan.Next());
        Assert.False(plan.HasNext);
        plan.Arrived(6, new PageFacts(items, null, null), "6");
        Assert.Empty(plan.Ready(10));
        Assert.Equal((ends, ends), (plan.Done, plan.Wrong is null));
    }

    [Fact]
    public void Refusal_of_the_page_that_is_looked_at_again_is_a_failure()
    {
        var plan = new PagePlan<string>(PageCursor.At(7), PageSize);
        Assert.True(plan.Refused(plan.Next()));
        Assert.False(plan.Refused(plan.Next()));
    }

    [Theory]
    [InlineData(false, 3L)]
    [InlineData(true, null)]
    public void Page_tells_whether_the_refused_ones_behind_it_are_missed(bool hasMore, long? pages)
    {
        var plan = Plan(asked: 4);
        Assert.True(plan.Refused(3));
        plan.Arrived(2, Full with { HasMore = hasMore }, "2");
        Assert.Equal((pages, !hasMore), (plan.Pages, plan.Wrong is null));
    }

    [Fact]
    public void Numbered_pages_end_with_the_one_that_none_follows_whatever_order_they_come_in()
    {
        foreach (var order in new[] { new[] { 0, 1, 2, 3 }, [3, 2, 1, 0], [2, 3, 0, 1] })
        {
            var plan = Plan(asked: 4);
            foreach (var page in order)
                plan.Arrived(page, new PageFacts(page < 3 ? PageSize : 0, null, null, HasMore: page < 2), $"{page}");
            Assert.Equal(3, plan.Pages);
        }
    }

    [Fact]
    public void Short_numbered_page_ends_the_run_where_it_is_said_to()
    {
        var plan = new PagePlan<string>(PageCursor.Start, new PagingManner(PageSize, EndsShort: true));
        plan.Arrived(plan.Next(), Full, "0");
        plan.Arrived(plan.Next(), Short, "1");
        Assert.Equal(2, plan.Pages);
        Assert.Equal(["0", "1"], plan.Ready(10));
    }

    private static PageFacts Full => new(PageSize, null, null);

    private static PageFacts Short => new(3, null, null);

    private static PagePlan<string> Plan(int asked)
    {
        var plan = new PagePlan<string>(PageCursor.Start, PageSize);
        for (var page = 0; page < asked; page++)
            plan.Next();
        return plan;
    }
}
