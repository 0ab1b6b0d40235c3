using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class PullRefusalTests(TestSilo silo) : IClassFixture<TestSilo>
{
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Uncertain_refusals_of_a_query_that_brought_pages_of_another_week_are_the_rate_limit(bool inAnotherProcess)
    {
        var source = silo.NewSource(records: 6);
        source.Api.Holds(Before, Records(Before, 6));
        source.Api.Answer(Before, 0, Enumerable.Repeat(new PageAnswer.RateLimited(false, null, "too many requests"), 5));
        await silo.Pull(source, Past);
        if (inAnotherProcess)
            await silo.Restart();

        var week = await silo.Pull(source, Before);

        Assert.Equal((WeekState.Complete, 5L), (week.State, week.Rejections));
    }

    [Fact]
    public async Task A_source_that_fails_and_asks_to_wait_is_heeded()
    {
        var source = silo.NewSource(records: 2);
        source.Api.Answer(Past, 0, new PageAnswer.Broken("503", false, TimeSpan.FromMinutes(2)));

        await silo.Pull(source, Past);

        Assert.InRange(source.Api.Requests[1].At - source.Api.Requests[0].At, TimeSpan.FromMinutes(2), TimeSpan.MaxValue);
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
}
