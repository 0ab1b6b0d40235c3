using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Tests.Limiting;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class PullPermitTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_a_pull_ends_all_its_permits_are_settled(bool tellsTotals)
    {
        var source = silo.NewSource(records: 18);
        source.Settings = source.Settings with { InFlight = 8 };
        source.Api.TellsTotals = tellsTotals;

        await silo.Pull(source, Past);
        var limiter = await silo.Limiter(source);

        Assert.Equal((0, source.Api.Requests.Count), (limiter.Leased, limiter.Held));
    }

    [Fact]
    public async Task When_a_pull_fails_all_its_permits_are_settled()
    {
        var source = silo.NewSource(records: 18);
        source.Settings = source.Settings with { InFlight = 8 };
        source.Api.Answer(Past, 3, new PageAnswer.Refused("403"));

        await silo.Pull(source, Past);
        var limiter = await silo.Limiter(source);

        Assert.Equal(0, limiter.Leased);
        Assert.Equal(source.Api.Requests.Count, limiter.Held);
    }

    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 5)]
    public async Task A_page_that_was_postponed_is_asked_for_and_its_permit_comes_back_where_nothing_was_sent(bool used, int held)
    {
        var source = silo.NewSource(records: 8);
        source.Settings = source.Settings with { InFlight = 2 };
        source.Api.Answer(Past, 2, new PageAnswer.Postponed("an access token was fetched", used));

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, held), (week.State, (await silo.Limiter(source)).Held));
        AssertEveryRowOnce(source, Past, 8);
    }

    [Fact]
    public async Task A_pull_goes_on_as_soon_as_permits_become_free()
    {
        var source = silo.NewSource(records: 12).Allowing(2);
        await silo.Begin(source, Past);

        // Time passes only here: a pull that had missed the end of its wait would wait on forever.
        for (var sent = 2; sent < 6; sent += 2)
        {
            await SentOnceTimeIsUp(source, sent);
            await TestSilo.Soon(Idle(source));
            silo.Clock.Advance(source.Settings.Limit.Window);
        }

        await SentOnceTimeIsUp(source, 6);
        await TestSilo.Soon(Ended(source));
        AssertEveryRowOnce(source, Past, 12);
    }

    [Fact]
    public async Task A_source_that_tells_that_nothing_is_left_is_not_asked_before_its_reset()
    {
        var source = silo.NewSource(records: 12);
        source.Api.Budget = new SourceBudget(0, TimeSpan.FromSeconds(40));

        var week = await silo.Pull(source, Past);

        var requests = source.Api.Requests;
        Assert.Equal((WeekState.Complete, 6, 0L), (week.State, requests.Count, week.Rejections));
        Assert.InRange(requests[1].At - requests[0].At, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task The_source_never_gets_more_requests_in_a_window_than_it_allows()
    {
        var source = silo.NewSource(records: 60);
        source.Api.Holds(Before, Records(Before, 60));
        source.Settings = source.Settings with
        {
            Limit = new WindowLimit(7, TimeSpan.FromSeconds(5), timeout: TimeSpan.FromSeconds(1), lease: TimeSpan.FromSeconds(1)),
        };
        source.Api.Answer(Past, 5, new PageAnswer.Broken("timed out", MayArriveLater: true));

        await silo.Begin(source, Before, Past);
        await silo.Until(() => source.Api.Requests.Count > 20);
        await silo.Restart();
        await silo.GrainOf(source).Resume();
        await silo.End(source, Before);
        await silo.End(source, Past);

        var requests = source.Api.Requests.Select(request => request.At).ToList();
        Assert.All(requests, first => Assert.InRange(requests.Count(at => at >= first && at - first < source.Settings.Limit.Window), 1, 7));
        Assert.Equal(120, source.Store.Log.Rows.Count);
    }

    [Fact]
    public async Task A_limiter_that_can_not_store_is_waited_for_and_no_page_is_fetched_again()
    {
        var source = silo.NewSource(records: 12).Allowing(100);
        source.Settings = source.Settings with { InFlight = 2 };
        source.Faults.Fail(StoreStep.WriteState, with: new IOException("the disk is full"), times: 3);

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 6L), (week.State, week.Requests));
    }

    [Fact]
    public async Task A_limiter_that_loses_its_state_to_another_is_asked_again()
    {
        var source = silo.NewSource(records: 40).Allowing(100);
        source.Settings = source.Settings with { InFlight = 2 };
        var held = source.Api.Hold(Past, 4);
        await silo.Begin(source, Past);
        await TestSilo.Soon(held.Reached);

        source.States.Touch(source);
        held.Open();
        var week = await silo.End(source, Past);

        Assert.Equal(WeekState.Complete, week.State);
        AssertEveryRowOnce(source, Past, 40);
    }

    private static async Task Sent(FakeSource source, int requests)
    {
        while (source.Api.Requests.Count < requests)
            await Task.Delay(1, TestContext.Current.CancellationToken);
    }

    // Between processes the answer that tells how long to wait may still be under way when time passes: then it has to pass once more.
    private Task SentOnceTimeIsUp(FakeSource source, int requests) => TestSilo.EngineTakesAnyClock
        ? TestSilo.Soon(Sent(source, requests))
        : silo.Until(() => source.Api.Requests.Count >= requests);

    private static async Task Ended(FakeSource source)
    {
        while (source.Store.Find(Past)!.State != WeekState.Complete)
            await Task.Delay(1, TestContext.Current.CancellationToken);
    }

    // Until everything that came is settled and stored.
    private async Task Idle(FakeSource source)
    {
        while ((await silo.Limiter(source)).Leased > 0 || source.Store.Find(Past)!.Cursor.Page < source.Api.Requests.Count)
            await Task.Delay(1, TestContext.Current.CancellationToken);
    }
}
