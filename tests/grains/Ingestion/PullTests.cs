using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class PullTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task Pages_are_fetched_several_at_a_time_and_stored_in_order()
    {
        var source = silo.NewSource(records: 20);
        source.Settings = source.Settings with { InFlight = 4 };
        var pages = Enumerable.Range(1, 4).Select(page => source.Api.Hold(Past, page)).ToList();
        await silo.Begin(source, Past);
        await TestSilo.Soon(Task.WhenAll(pages.Select(page => page.Reached)));

        pages[3].Open();
        pages[2].Open();
        await silo.Until(() => source.Api.Requests.Count > 6 && source.Store.Find(Past)!.Cursor.Page > 0);
        var storedBeforeTheGap = source.Store.Find(Past)!.Cursor.Page;
        pages[1].Open();
        pages[0].Open();
        var week = await silo.End(source, Past);

        Assert.Equal(1, storedBeforeTheGap);
        Assert.Equal((WeekState.Complete, 10L, 20L), (week.State, week.Cursor.Page, week.Counts.Rows));
        Assert.Equal(4, source.Api.MostUnderWay);
        AssertEveryRowOnce(source, Past, 20);
        Assert.Equal(Records(Past, 20).Select(row => row.Amount), source.Store.Log.EntriesUpTo(source.Store.Log.Last).Select(entry => entry.Amount));
    }

    [Fact]
    public async Task A_pull_costs_one_request_a_page_and_says_so()
    {
        var source = silo.NewSource(records: 25);

        var week = await silo.Pull(source, Past);

        Assert.Equal(Enumerable.Range(0, 13).Select(page => (long)page), source.Api.PagesAskedOf(Past).Order());
        Assert.Equal((13L, 0L, 25L), (week.Requests, week.Rejections, week.Total));
    }

    [Fact]
    public async Task After_a_restart_a_pull_goes_on_from_its_cursor()
    {
        var source = silo.NewSource(records: 20);
        source.Settings = source.Settings with { InFlight = 1 };
        var fourth = source.Api.Hold(Past, 3);
        await silo.Begin(source, Past);
        await TestSilo.Soon(fourth.Reached);
        await silo.Until(() => source.Store.Find(Past)!.Cursor.Page == 3);

        await silo.Restart();
        await silo.GrainOf(source).Resume();
        var week = await silo.End(source, Past);

        Assert.Equal((WeekState.Complete, 1), (week.State, week.Run));
        Assert.Equal([0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9], source.Api.PagesAskedOf(Past));
        AssertEveryRowOnce(source, Past, 20);
    }

    [Fact]
    public async Task A_changed_fingerprint_begins_the_week_anew_and_stores_nothing_twice()
    {
        var source = silo.NewSource(records: 12);
        source.Settings = source.Settings with { InFlight = 1 };
        var third = source.Api.Hold(Past, 2);
        await silo.Begin(source, Past);
        await TestSilo.Soon(third.Reached);
        await silo.Until(() => source.Store.Find(Past)!.Cursor.Page == 2);

        source.Settings = source.Settings with { Fingerprint = "something else" };
        await silo.Restart();
        await silo.GrainOf(source).Resume();
        var week = await silo.End(source, Past);

        Assert.Equal((WeekState.Complete, 2, 4L), (week.State, week.Run, week.Counts.Duplicates));
        AssertEveryRowOnce(source, Past, 12);
    }

    [Fact]
    public async Task Until_the_source_has_told_how_many_pages_there_are_one_request_at_a_time_is_sent()
    {
        var source = silo.NewSource(records: 3);
        source.Settings = source.Settings with { InFlight = 16 };

        await silo.Pull(source, Past);

        Assert.Equal([0, 1], source.Api.PagesAskedOf(Past));
    }

    [Fact]
    public async Task A_week_that_is_not_over_is_pulled_and_not_complete()
    {
        var source = silo.NewSource();
        source.Api.Holds(Present, Records(Present, 5));
        var early = await silo.Pull(source, Present);

        silo.Clock.Advance(TimeSpan.FromDays(7));
        source.Api.Holds(Present, Records(Present, 8));
        var later = await silo.Pull(source, Present);
        await silo.Until(() => source.Store.Find(Present)!.State == WeekState.Complete);

        Assert.Equal(WeekState.Pulled, early.State);
        Assert.Contains("not over", early.Message, StringComparison.Ordinal);
        Assert.Equal(2, source.Store.Find(Present)!.Run);
        Assert.Equal((3L, 5L), (source.Store.Find(Present)!.Counts.Rows, source.Store.Find(Present)!.Counts.Duplicates));
        Assert.NotEqual(WeekState.Failed, later.State);
        AssertEveryRowOnce(source, Present, 8);
    }

    [Fact]
    public async Task A_week_whose_counts_do_not_match_the_source_is_read_once_more_and_then_says_so()
    {
        var source = silo.NewSource();
        source.Api.Answer(Past, 0, Enumerable.Repeat(new PageAnswer.Fetched(new PageFacts(2, 1, 5), Records(Past, 2), [], 0), 2));

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Pulled, 2), (week.State, week.Run));
        Assert.Contains("5 records", week.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_set_aside_and_outside_count_as_seen()
    {
        var source = silo.NewSource();
        var facts = new PageFacts(4, 1, 4);
        source.Api.Answer(
            Past, 0, new PageAnswer.Fetched(facts, Records(Past, 2), [new SetAsideRecord(2, "missing-customer", "{}", "x")], Outside: 1)
            {
                PassedOver = ["y"],
            });

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, new WeekCounts(2, 0, 0, 1, 1)), (week.State, week.Counts));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(false, 6)]
    [InlineData(true, 1)]
    public async Task A_pull_ends_with_the_last_page_whether_the_source_tells_totals_or_not(bool tellsTotals, int records)
    {
        var source = silo.NewSource(records);
        source.Api.TellsTotals = tellsTotals;

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, (long)records), (week.State, week.Counts.Rows));
        AssertEveryRowOnce(source, Past, records);
    }

    [Fact]
    public async Task A_complete_week_is_not_pulled_again()
    {
        var source = silo.NewSource(records: 4);
        await silo.Pull(source, Past);
        var requests = source.Api.Requests.Count;
        var begun = source.Faults.Count(StoreStep.Begin);

        await silo.Begin(source, Past);
        await silo.GrainOf(source, Past).Start();
        await silo.Until(() => source.Faults.Count(StoreStep.Begin) > begun);
        await silo.Deactivate(source, Past.ToString());

        Assert.Equal((requests, 1), (source.Api.Requests.Count, source.Store.Find(Past)!.Run));
        Assert.Equal(WeekState.Complete, source.Store.Find(Past)!.State);
    }
}
