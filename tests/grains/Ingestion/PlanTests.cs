using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class PlanTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task A_plan_asks_one_page_of_each_week_and_stores_nothing()
    {
        var source = silo.NewSource(records: 9);
        source.Api.Holds(Before, Records(Before, 4));

        var plan = await Plan(source, Before, Past);

        Assert.Equal([(PlanBasis.Told, 2L, 4L), (PlanBasis.Told, 5L, 9L)], plan.Weeks.Select(week => (week.Basis, week.Requests!.Value, week.Records!.Value)));
        Assert.Equal((7, 0, 0, TimeSpan.Zero), (plan.Requests, plan.Unknown, plan.Pending, plan.LeastTime));
        Assert.Equal([(Before, 0), (Past, 0)], source.Api.Requests.Select(request => (request.Week, request.Page)));
        Assert.Empty(source.Store.Weeks);
        Assert.Equal((2, 1000), (plan.Held, plan.Allowed));
    }

    [Fact]
    public async Task A_plan_asked_for_again_sends_nothing_for_some_minutes()
    {
        var source = silo.NewSource(records: 9);
        await Plan(source, Past, Past);
        await Plan(source, Past, Past);
        Assert.Single(source.Api.Requests);

        silo.Clock.Advance(TimeSpan.FromMinutes(11));
        await Plan(source, Past, Past);
        Assert.Equal(2, source.Api.Requests.Count);
    }

    [Fact]
    public async Task Weeks_that_are_complete_cost_nothing_and_those_under_way_what_is_left()
    {
        var source = silo.NewSource(records: 9);
        Put(source, Past, WeekState.Complete, page: 5, pages: 5);
        Put(source, Past.Previous, WeekState.Pulling, page: 2, pages: 9);
        Put(source, Before.Previous, WeekState.Waiting, page: 3, pages: null);

        var plan = await Plan(source, Before.Previous, Past);

        Assert.Equal([(PlanBasis.UnderWay, (long?)null), (PlanBasis.UnderWay, 7L), (PlanBasis.Complete, 0L)], plan.Weeks.Select(week => (week.Basis, week.Requests)));
        Assert.Equal((7, 1), (plan.Requests, plan.Unknown));
        Assert.Empty(source.Api.Requests);
    }

    [Theory]
    [InlineData(WeekState.Failed, 2, false, 3)]
    [InlineData(WeekState.Failed, 9, false, 1)]
    [InlineData(WeekState.Pulled, 5, true, 5)]
    [InlineData(WeekState.Queued, 5, true, 5)]
    [InlineData(WeekState.Queued, 4, false, 1)]
    public async Task A_run_that_did_not_end_goes_on_from_its_cursor(WeekState state, long page, bool ended, long requests)
    {
        var source = silo.NewSource(records: 9);
        Put(source, Past, state, page, pages: 5, ended);
        Assert.Equal(requests, (await Plan(source, Past, Past)).Requests);
    }

    [Fact]
    public async Task The_expected_finish_waits_for_what_is_queued()
    {
        var source = silo.NewSource(records: 4);
        source.Settings = source.Settings with { Limit = Limited(requests: 10) };
        Put(source, Before, WeekState.Queued, page: 0, pages: 25, ended: true);

        var plan = await Plan(source, Past, Past);

        Assert.Equal((2, 25, 0, TimeSpan.Zero), (plan.Requests, plan.QueuedRequests, plan.QueuedUnknown, plan.LeastTime));
        // 27 requests, one of the ten slots in use: the last goes in the third window.
        var wait = plan.ExpectedFinish - silo.Clock.GetUtcNow();
        Assert.InRange(wait, TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(20.1));
    }

    [Fact]
    public async Task A_plan_beyond_the_limit_says_what_is_left_and_goes_on()
    {
        var source = silo.NewSource(records: 4);
        source.Settings = source.Settings with { Limit = Limited(requests: 2) };
        source.Api.Holds(Before, Records(Before, 4));
        source.Api.Holds(Before.Previous, Records(Before.Previous, 4));

        var first = Plan(source, Before.Previous, Past);
        await silo.Until(() => first.IsCompleted);
        Assert.Equal((4, 1), (await first is var plan ? plan.Requests : 0, plan.Pending));

        silo.Clock.Advance(TimeSpan.FromMinutes(11));
        var second = Plan(source, Before, Past);
        await silo.Until(() => second.IsCompleted);
        Assert.Equal(0, (await second).Pending);
    }

    [Fact]
    public async Task A_source_without_totals_says_that_it_does_not_tell()
    {
        var source = silo.NewSource(records: 9);
        source.Api.TellsTotals = false;
        var plan = await Plan(source, Past, Past);
        Assert.Equal((PlanBasis.NotTold, null, 1, 0), (plan.Weeks[0].Basis, plan.Weeks[0].Requests, plan.Unknown, plan.Requests));
    }

    [Fact]
    public async Task A_week_that_the_source_refuses_is_named_with_its_words()
    {
        var source = silo.NewSource(records: 4);
        source.Api.Answer(Past, 0, new PageAnswer.Refused("The API answered 404"));
        var refused = await Assert.ThrowsAsync<TxException>(() => Plan(source, Before, Past));
        Assert.Equal((TxError.Invalid, $"{Past}: The API answered 404"), (refused.Error, refused.Message));
    }

    [Fact]
    public async Task A_page_that_breaks_is_asked_again_and_given_up_after_three_times()
    {
        var source = silo.NewSource(records: 4);
        source.Api.Answer(Past, 0, Enumerable.Repeat(new PageAnswer.Broken("The API answered 500", false), 2));
        Assert.Equal(2, (await Plan(source, Past, Past)).Requests);

        source.Api.Answer(Before, 0, Enumerable.Repeat(new PageAnswer.Broken("The API answered 500", false), 3));
        var refused = await Assert.ThrowsAsync<TxException>(() => Plan(source, Before, Past));
        Assert.Equal((TxError.Unavailable, $"{Before}: The API answered 500"), (refused.Error, refused.Message));
    }

    [Theory]
    [InlineData("2026-W99", "2026-W46")]
    [InlineData("2026-W46", "2026-W45")]
    [InlineData("2026-W46", "2026-W49")]
    [InlineData("0001-W01", "2026-W46")]
    public async Task A_plan_of_what_is_no_week_is_refused(string from, string to)
    {
        var source = silo.NewSource(records: 4);
        var refused = await Assert.ThrowsAsync<TxException>(() => silo.Grains.GetGrain<IPlanGrain>(source.Name).Plan(new PullRequest(from, to)));
        Assert.Equal(TxError.Invalid, refused.Error);
        Assert.Empty(source.Api.Requests);
    }

    private Task<PullPlan> Plan(FakeSource source, Week from, Week to) =>
        silo.Grains.GetGrain<IPlanGrain>(source.Name).Plan(new PullRequest(from.ToString(), to.ToString()));

    private static WindowLimit Limited(int requests) => new(requests, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));

    private static void Put(FakeSource source, Week week, WeekState state, long page, long? pages, bool ended = false) => source.Store.Put(new StoredWeek(
        source.Name, week, 1, state, PageCursor.At(page), pages, null, default, 0, 0, null, DateTimeOffset.UnixEpoch, ended ? DateTimeOffset.UnixEpoch : null));
}
