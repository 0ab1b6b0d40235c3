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
    public async Task A_page_that_broke_is_fetched_again_until_it_comes()
    {
        var source = silo.NewSource(records: 8);
        source.Api.Answer(
            Past, 1, new PageAnswer.Broken("503 Service Unavailable", false), new PageAnswer.Broken("timed out", true),
            new PageAnswer.Broken("cut off", false));

        var week = await silo.Pull(source, Past);

        Assert.Equal(WeekState.Complete, week.State);
        Assert.Equal(4, source.Api.PagesAskedOf(Past).Count(page => page == 1));
        Assert.Equal((7L, 0L), (week.Requests, week.Rejections));
        AssertEveryRowOnce(source, Past, 8);
    }

    [Fact]
    public async Task A_week_that_waits_says_why_and_until_when()
    {
        var source = silo.NewSource(records: 2);
        source.Settings = source.Settings with { InFlight = 1 };
        source.Api.Answer(Past, 0, new PageAnswer.RateLimited(true, TimeSpan.FromMinutes(5), "come back later"));
        await silo.Begin(source, Past);
        WeekStatus? status = null;

        await silo.Until(async () => (status = await silo.GrainOf(source, Past).Status()).Status == WeekState.Waiting && status.Rejections == 1);

        Assert.Contains("come back later", status!.Message, StringComparison.Ordinal);
        Assert.True(status.WaitingUntil > silo.Clock.GetUtcNow());
        silo.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((WeekState.Complete, 1L), (await silo.End(source, Past) is var week ? week.State : default, week.Rejections));
    }

    [Fact]
    public async Task Pages_refused_for_the_rate_limit_are_not_lost()
    {
        var source = silo.NewSource(records: 12);
        source.Api.Answer(Past, 2, new PageAnswer.RateLimited(false, null, "too many requests"));
        source.Api.Answer(Past, 4, new PageAnswer.RateLimited(true, TimeSpan.FromSeconds(20), "too many requests"));

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 8L, 2L), (week.State, week.Requests, week.Rejections));
        AssertEveryRowOnce(source, Past, 12);
    }

    [Fact]
    public async Task A_week_that_the_source_refuses_fails_with_its_words_and_the_others_go_on()
    {
        var source = silo.NewSource(records: 6);
        source.Api.Holds(Before, Records(Before, 6));
        source.Api.Answer(Before, 1, new PageAnswer.Refused("404: no such thing"));

        await silo.Begin(source, Before, Past);
        var (refused, other) = (await silo.End(source, Before), await silo.End(source, Past));

        Assert.Equal((WeekState.Failed, "404: no such thing"), (refused.State, refused.Message));
        Assert.Equal(WeekState.Complete, other.State);
    }

    [Fact]
    public async Task A_failed_week_goes_on_from_its_cursor_when_it_is_asked_for_again()
    {
        var source = silo.NewSource(records: 6);
        source.Settings = source.Settings with { InFlight = 1 };
        source.Api.Answer(Past, 2, new PageAnswer.Refused("401: who are you?"));
        await silo.Pull(source, Past);
        await silo.Until(() => source.Store.Find(Past)!.State == WeekState.Failed);

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 1), (week.State, week.Run));
        AssertEveryRowOnce(source, Past, 6);
    }

    [Fact]
    public async Task Three_uncertain_refusals_in_a_row_with_nothing_accepted_fail_the_week()
    {
        var source = silo.NewSource(records: 6);
        source.Api.Rule = (_, _) => new PageAnswer.RateLimited(false, null, "400: quota of commas exceeded");

        var week = await silo.Pull(source, Past);

        Assert.Equal(WeekState.Failed, week.State);
        Assert.Contains("quota of commas exceeded", week.Message, StringComparison.Ordinal);
        Assert.Equal(3, source.Api.Requests.Count);
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
    public async Task Requests_refused_together_after_one_was_accepted_are_the_rate_limit()
    {
        var source = silo.NewSource(records: 20);
        source.Settings = source.Settings with { InFlight = 4 };
        for (var page = 1; page < 5; page++)
            source.Api.Answer(Past, page, new PageAnswer.RateLimited(false, null, "too many requests"));

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 4L), (week.State, week.Rejections));
    }

    [Fact]
    public async Task Uncertain_refusals_after_something_was_accepted_are_the_rate_limit()
    {
        var source = silo.NewSource(records: 6);
        source.Api.TellsTotals = false;
        source.Settings = source.Settings with { InFlight = 1 };
        source.Faults.Fail(StoreStep.Append, times: 3);
        source.Api.Answer(Past, 1, Enumerable.Repeat(new PageAnswer.RateLimited(false, null, "too many requests"), 5));

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 5L), (week.State, week.Rejections));
        AssertEveryRowOnce(source, Past, 6);
    }

    [Fact]
    public async Task Certain_refusals_are_waited_out_however_many_they_are()
    {
        var source = silo.NewSource(records: 2);
        source.Api.Answer(Past, 0, Enumerable.Repeat(new PageAnswer.RateLimited(true, null, "429"), 5));

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 5L), (week.State, week.Rejections));
    }

    [Fact]
    public async Task A_secret_that_can_not_be_read_fails_the_week_and_its_permit_comes_back()
    {
        var source = silo.NewSource(records: 2);
        source.Settings = source.Settings with { InFlight = 1 };
        source.Api.Throw(Past, 0, new TxException(TxError.Invalid, "the secret env:TOKEN is not set"));

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Failed, "the secret env:TOKEN is not set"), (week.State, week.Message));
        Assert.Equal((0, 0), (await silo.Limiter(source) is var limiter ? limiter.Held : -1, limiter.Leased));
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
    public async Task A_week_whose_counts_do_not_match_the_source_is_pulled_and_says_so()
    {
        var source = silo.NewSource();
        source.Api.Answer(Past, 0, new PageAnswer.Fetched(new PageFacts(2, 1, 5), Records(Past, 2), [], 0));

        var week = await silo.Pull(source, Past);

        Assert.Equal(WeekState.Pulled, week.State);
        Assert.Contains("5 records", week.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_set_aside_and_outside_count_as_seen()
    {
        var source = silo.NewSource();
        var facts = new PageFacts(4, 1, 4);
        source.Api.Answer(
            Past, 0, new PageAnswer.Fetched(facts, Records(Past, 2), [new SetAsideRecord(2, "missing-customer", "{}")], Outside: 1));

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
