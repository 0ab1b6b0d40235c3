using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Domain.Tests.Paging;

public sealed class PagePlanTests
{
    private const int PageSize = 10;

    private static readonly Gen<(int Records, int Start, Telling Telling, int Growth, int Seed)> Runs =
        from records in Gen.Choose(0, 120)
        from start in Gen.Choose(0, 14)
        from telling in Gen.Elements(Telling.Nothing, Telling.Records, Telling.Pages)
        from growth in Gen.Choose(0, 30)
        from seed in Gen.Choose(0, int.MaxValue)
        select (records, start, telling, growth, seed);

    [Fact]
    public void Every_page_is_stored_once_and_in_order_however_pages_arrive_or_fail() => Always.Holds(Runs, static run =>
    {
        var source = new ScriptedSource(PageSize, run.Records, run.Telling);
        var plan = new PagePlan<long>(PageCursor.At(run.Start), PageSize);
        var chance = new Random(run.Seed);
        var stored = Pull(plan, source, chance, mostInFlight: 5);
        Assert.Equal(Enumerable.Range(run.Start, Math.Max(0, source.Pages - run.Start)).Select(page => (long)page), stored);
        Assert.True(plan.Done);
        Assert.Equal(Math.Max(run.Start, source.Pages), plan.Cursor.Page);
    }, times: 500);

    [Fact]
    public void Pages_that_are_added_during_the_run_are_stored_too_where_the_API_tells() => Always.Holds(
        Runs.Where(static run => run.Telling != Telling.Nothing && run.Records > 0),
        static run =>
        {
            var source = new ScriptedSource(PageSize, run.Records, run.Telling);
            var plan = new PagePlan<long>(PageCursor.Start, PageSize);
            var chance = new Random(run.Seed);
            var page = plan.Next();
            plan.Arrived(page, source.Fetch(page), page);
            source.Grow(run.Growth);
            var grown = source.Pages;
            var stored = Pull(plan, source, chance, mostInFlight: 5);

            // The growth is news only if a page is fetched after it.
            if (run.Records > PageSize)
                Assert.Equal(Enumerable.Range(0, grown).Select(number => (long)number), stored);
            Assert.Equal(stored.Order().Distinct(), stored);
        }, times: 500);

    [Fact]
    public void Run_goes_on_from_its_cursor_after_it_was_lost() => Always.Holds(Runs, static run =>
    {
        var source = new ScriptedSource(PageSize, run.Records, run.Telling);
        var chance = new Random(run.Seed);
        var (stored, cursor) = (new List<long>(), PageCursor.Start);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var plan = new PagePlan<long>(cursor, PageSize);
            stored.AddRange(Pull(plan, source, chance, mostInFlight: 5, steps: chance.Next(40)));
            cursor = PageCursor.Parse(plan.Cursor.ToString());
        }

        stored.AddRange(Pull(new PagePlan<long>(cursor, PageSize), source, chance, mostInFlight: 5));
        Assert.Equal(Enumerable.Range(0, source.Pages).Select(page => (long)page), stored);
    });

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(0, 0L, null)]
    [InlineData(0, null, 0L)]
    public void Empty_week_is_done_after_its_first_page(int items, long? totalPages, long? total)
    {
        var plan = new PagePlan<string>(PageCursor.Start, PageSize);
        Assert.False(plan.Done);
        Assert.Null(plan.Pages);
        plan.Arrived(plan.Next(), new PageFacts(items, totalPages, total), "first");
        Assert.True(plan.Done);
        Assert.Equal(0, plan.Pages);
        Assert.False(plan.HasNext);
        Assert.Empty(plan.Ready(10));
        Assert.Throws<InvalidOperationException>(() => plan.Next());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(100, 10)]
    public void Number_of_records_tells_the_number_of_pages(long total, long pages)
    {
        var plan = new PagePlan<string>(PageCursor.Start, PageSize);
        plan.Arrived(plan.Next(), new PageFacts((int)Math.Min(total, PageSize), null, total), "first");
        Assert.Equal(pages, plan.Pages);
    }

    [Fact]
    public void Page_that_failed_is_handed_out_again_before_others()
    {
        var plan = new PagePlan<string>(PageCursor.Start, PageSize);
        Assert.Equal([0L, 1L, 2L], [plan.Next(), plan.Next(), plan.Next()]);
        Assert.Equal(3, plan.Open);
        plan.Failed(2);
        plan.Failed(1);
        Assert.Equal(1, plan.Open);
        Assert.Equal([1L, 2L, 3L], [plan.Next(), plan.Next(), plan.Next()]);
        Assert.Equal(4, plan.Open);
    }

    [Fact]
    public void Page_that_failed_behind_the_end_is_not_missed()
    {
        var plan = new PagePlan<string>(PageCursor.Start, PageSize);
        Assert.Equal([0L, 1L, 2L], [plan.Next(), plan.Next(), plan.Next()]);
        plan.Failed(2);
        plan.Arrived(1, new PageFacts(0, null, null), "empty");
        Assert.False(plan.HasNext);
        plan.Arrived(0, new PageFacts(PageSize, null, null), "full");
        Assert.Equal(["full"], plan.Ready(10));
        plan.Stored(1);
        Assert.True(plan.Done);
    }

    [Fact]
    public void Page_that_holds_records_belongs_to_the_run_whatever_the_API_tells()
    {
        var plan = new PagePlan<string>(PageCursor.Start, PageSize);
        plan.Arrived(plan.Next(), new PageFacts(3, null, 0), "more than none");
        Assert.False(plan.Done);
        Assert.Equal(["more than none"], plan.Ready(10));
    }

    [Fact]
    public void Total_that_shrinks_does_not_end_the_run_before_the_pages_it_told_of()
    {
        var plan = new PagePlan<string>(PageCursor.Start, PageSize);
        plan.Arrived(plan.Next(), new PageFacts(PageSize, 3, null), "first");
        plan.Arrived(plan.Next(), new PageFacts(PageSize, 2, null), "second");
        Assert.Equal(3, plan.Pages);
        Assert.True(plan.HasNext);
    }

    [Fact]
    public void Empty_pages_without_end_before_the_total_are_wrong()
    {
        var plan = new PagePlan<long>(PageCursor.Start, PageSize);
        for (var page = 0; page < 100; page++)
            plan.Arrived(plan.Next(), new PageFacts(0, 1_000_000_000, null), page);
        Assert.StartsWith("100 pages in a row hold no record, and the API tells that more follow", plan.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_wait_for_those_before_them_and_stay_until_they_are_stored()
    {
        var plan = new PagePlan<string>(PageCursor.At(4), PageSize);
        Assert.Equal([4L, 5L, 6L], [plan.Next(), plan.Next(), plan.Next()]);
        plan.Arrived(5, new PageFacts(PageSize, 9, null), "five");
        Assert.Empty(plan.Ready(10));
        plan.Arrived(4, new PageFacts(PageSize, 9, null), "four");
        plan.Arrived(6, new PageFacts(PageSize, 9, null), "six");
        Assert.Equal(["four", "five"], plan.Ready(2));
        Assert.Equal(["four", "five", "six"], plan.Ready(10));
        plan.Stored(2);
        Assert.Equal(PageCursor.At(6), plan.Cursor);
        Assert.Equal(["six"], plan.Ready(10));
    }

    [Fact]
    public void Storing_more_than_was_ready_is_refused()
    {
        var plan = new PagePlan<string>(PageCursor.Start, PageSize);
        plan.Arrived(plan.Next(), new PageFacts(PageSize, 9, null), "first");
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Stored(2));
        Assert.Equal(PageCursor.Start, plan.Cursor);
    }

    /// <summary>Fetches, fails, delivers and stores as chance will have it, until the run is done or the steps are used up.</summary>
    private static List<long> Pull(PagePlan<long> plan, ScriptedSource source, Random chance, int mostInFlight, int steps = int.MaxValue)
    {
        var (stored, inFlight) = (new List<long>(), new List<long>());
        while (!plan.Done && steps-- > 0)
        {
            if (plan.HasNext && inFlight.Count < mostInFlight && chance.Next(2) == 0)
                inFlight.Add(plan.Next());
            if (inFlight.Count > 0 && chance.Next(2) == 0)
                Deliver(plan, source, inFlight, chance);
            if (chance.Next(3) == 0)
                Store(plan, stored, chance);
        }

        return stored;
    }

    private static void Deliver(PagePlan<long> plan, ScriptedSource source, List<long> inFlight, Random chance)
    {
        var place = chance.Next(inFlight.Count);
        var page = inFlight[place];
        inFlight.RemoveAt(place);
        if (chance.Next(4) == 0)
            plan.Failed(page);
        else
            plan.Arrived(page, source.Fetch(page), page);
    }

    private static void Store(PagePlan<long> plan, List<long> stored, Random chance)
    {
        var ready = plan.Ready(chance.Next(1, 4));
        stored.AddRange(ready);
        plan.Stored(ready.Count);
    }
}
