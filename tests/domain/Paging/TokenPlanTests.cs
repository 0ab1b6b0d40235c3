using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Domain.Tests.Paging;

/// <summary>Runs over pages of which each tells the token of the next.</summary>
public sealed class TokenPlanTests
{
    private static readonly PagingManner Manner = new(PageSize: 10, ByToken: true);

    private static readonly Gen<(int Pages, int Seed)> Runs =
        from pages in Gen.Choose(1, 30)
        from seed in Gen.Choose(0, int.MaxValue)
        select (pages, seed);

    [Fact]
    public void Every_page_is_asked_for_by_the_token_of_the_one_before_however_often_the_run_is_lost() => Always.Holds(Runs, static run =>
    {
        var chance = new Random(run.Seed);
        var (stored, cursor) = (new List<long>(), PageCursor.Start);
        while (true)
        {
            var plan = new PagePlan<long>(cursor, Manner);
            for (var steps = chance.Next(1, 12); steps > 0 && !plan.Done; steps--)
                Step(plan, run.Pages, chance, stored);
            cursor = PageCursor.Parse(plan.Cursor.ToString());
            if (plan.Done)
                break;
        }

        Assert.Equal(Enumerable.Range(0, run.Pages).Select(page => (long)page), stored);
        Assert.True(new PagePlan<long>(cursor, Manner).Done);
    });

    [Fact]
    public void Only_the_page_whose_token_is_known_is_handed_out()
    {
        var plan = new PagePlan<string>(PageCursor.At(4, "four"), Manner);
        Assert.Equal("four", plan.At(plan.Next()).Token);
        Assert.False(plan.HasNext);
        plan.Arrived(4, new PageFacts(10, null, null, Next: "five"), "page four");
        Assert.Equal(PageCursor.At(5, "five"), plan.At(plan.Next()));
        Assert.Equal(PageCursor.At(4, "four"), plan.Cursor);
        plan.Stored(1);
        Assert.Equal(PageCursor.At(5, "five"), plan.Cursor);
    }

    [Fact]
    public void Page_that_failed_is_asked_for_again_by_its_token()
    {
        var plan = new PagePlan<string>(PageCursor.At(4, "four"), Manner);
        plan.Failed(plan.Next());
        Assert.Equal("four", plan.At(plan.Next()).Token);
    }

    [Fact]
    public void Totals_tell_how_far_it_is_and_never_end_the_run()
    {
        var plan = new PagePlan<string>(PageCursor.Start, Manner);
        plan.Arrived(plan.Next(), new PageFacts(10, 1, 10, Next: "more"), "first");
        Assert.Equal(1, plan.Pages);
        Assert.True(plan.HasNext);
    }

    [Theory]
    [InlineData(null, "next", false)]
    [InlineData(true, "next", false)]
    [InlineData(false, "next", true)]
    [InlineData(null, null, true)]
    public void Run_ends_where_no_page_follows(bool? hasMore, string? next, bool ends)
    {
        var plan = new PagePlan<string>(PageCursor.Start, Manner);
        plan.Arrived(plan.Next(), new PageFacts(10, null, null, hasMore, next), "first");
        plan.Stored(1);
        Assert.Equal(ends, plan.Done);
    }

    [Theory]
    [InlineData(9, null, true)]
    [InlineData(10, null, false)]
    [InlineData(9, true, false)]
    public void Short_page_ends_the_run_where_it_is_said_to_and_nothing_else_tells(int items, bool? hasMore, bool ends)
    {
        var plan = new PagePlan<string>(PageCursor.Start, Manner with { EndsShort = true });
        plan.Arrived(plan.Next(), new PageFacts(items, null, null, hasMore, "next"), "first");
        Assert.Equal(!ends, plan.HasNext);
    }

    [Fact]
    public void Empty_page_that_names_a_next_one_is_no_end_and_a_few_in_a_row_are()
    {
        var plan = new PagePlan<string>(PageCursor.Start, Manner);
        plan.Arrived(plan.Next(), new PageFacts(0, null, null, Next: "1"), "filtered away");
        plan.Arrived(plan.Next(), new PageFacts(3, null, null, Next: "2"), "records");
        for (var page = 2; plan.HasNext; page++)
            plan.Arrived(plan.Next(), new PageFacts(0, null, null, Next: $"{page + 1}"), "nothing");
        Assert.Equal(["filtered away", "records"], plan.Ready(2));
        Assert.Equal(4, plan.Pages);
        Assert.Null(plan.Wrong);
    }

    [Fact]
    public void Empty_page_that_names_itself_ends_the_run()
    {
        var plan = new PagePlan<string>(PageCursor.At(3, "end"), Manner);
        plan.Arrived(plan.Next(), new PageFacts(0, null, null, Next: "end"), "nothing");
        Assert.True(plan.Done);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 5)]
    [InlineData(2, 0)]
    [InlineData(7, 3)]
    [InlineData(100, 40)]
    public void Pages_that_lead_in_a_circle_are_found_out(int circle, int before)
    {
        var plan = new PagePlan<long>(PageCursor.Start, Manner);
        for (var page = 0; plan.Wrong is null; page++)
        {
            Assert.InRange(page, 0, 10 * (circle + before + 1));
            var next = page < before ? page + 1 : before + 1 + (page - before) % circle;
            plan.Arrived(plan.Next(), new PageFacts(10, null, null, Next: $"{next}"), page);
            plan.Stored(plan.Ready(1).Count);
        }

        Assert.Contains("circle", plan.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_pages_without_end_that_tell_of_more_are_wrong()
    {
        var plan = new PagePlan<long>(PageCursor.Start, Manner);
        for (var page = 0; page < 100; page++)
            plan.Arrived(plan.Next(), new PageFacts(0, null, null, HasMore: true, Next: $"{page + 1}"), page);
        Assert.StartsWith("100 pages in a row hold no record", plan.Wrong, StringComparison.Ordinal);
    }

    private static void Step(PagePlan<long> plan, int pages, Random chance, List<long> stored)
    {
        if (plan.HasNext)
        {
            var page = plan.Next();
            Assert.Equal(page == 0 ? null : $"token of {page}", plan.At(page).Token);
            if (chance.Next(4) == 0)
                plan.Failed(page);
            else
                plan.Arrived(page, new PageFacts(10, null, null, Next: page + 1 < pages ? $"token of {page + 1}" : null), page);
        }

        var ready = plan.Ready(chance.Next(4));
        stored.AddRange(ready);
        plan.Stored(ready.Count);
    }
}
