using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

/// <summary>Pulls of pages that are reached one after the other.</summary>
public sealed class PullTokenTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly PageAnswer Unknown = new PageAnswer.Refused("410: no such cursor", MaybeNoSuchPage: true);

    [Fact]
    public async Task Every_page_is_fetched_once_and_one_at_a_time()
    {
        var source = NewSource(records: 11);

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 6L, PageCursor.At(6)), (week.State, week.Requests, week.Cursor));
        Assert.Equal([0, 1, 2, 3, 4, 5], source.Api.PagesAskedOf(Past));
        Assert.Equal(1, source.Api.MostUnderWay);
        AssertEveryRowOnce(source, Past, 11);
    }

    [Fact]
    public async Task A_total_that_is_too_small_does_not_stop_the_pull()
    {
        var source = NewSource(records: 6);
        source.Api.Answer(Past, 0, new PageAnswer.Fetched(new PageFacts(2, 1, 2, Next: "after 1"), Records(Past, 2), [], 0));

        await silo.Pull(source, Past);

        AssertEveryRowOnce(source, Past, 6);
    }

    [Fact]
    public async Task A_pull_that_was_lost_goes_on_by_its_token()
    {
        var source = NewSource(records: 12);
        var held = source.Api.Hold(Past, 3);
        await silo.Begin(source, Past);
        await TestSilo.Soon(held.Reached);
        await silo.Until(() => source.Store.Find(Past)!.Cursor == PageCursor.At(3, "after 3"));

        await silo.Restart();
        held.Open();
        await silo.GrainOf(source).Resume();
        var week = await silo.End(source, Past);

        Assert.Equal((WeekState.Complete, 1), (week.State, week.Run));
        AssertEveryRowOnce(source, Past, 12);
    }

    [Fact]
    public async Task A_token_that_is_no_longer_accepted_begins_the_run_again_by_itself()
    {
        var source = NewSource(records: 8);
        source.Api.Answer(Past, 2, new PageAnswer.Refused("401"), Unknown);
        await silo.Pull(source, Past);

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 2), (week.State, week.Run));
        Assert.Equal((4L, 4L), (week.Counts.Rows, week.Counts.Duplicates));
        AssertEveryRowOnce(source, Past, 8);
    }

    [Fact]
    public async Task A_token_that_is_refused_in_the_new_run_too_fails_the_week()
    {
        var source = NewSource(records: 8);
        source.Api.Answer(Past, 2, new PageAnswer.Refused("401"), Unknown, Unknown);
        await silo.Pull(source, Past);

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Failed, "410: no such cursor", 2), (week.State, week.Message, week.Run));
    }

    [Fact]
    public async Task A_token_that_was_just_given_and_is_refused_fails_the_week()
    {
        var source = NewSource(records: 8);
        source.Api.Answer(Past, 2, Unknown);

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Failed, 1, 2L), (week.State, week.Run, week.Cursor.Page));
    }

    [Fact]
    public async Task Pages_in_a_circle_fail_the_week()
    {
        var source = NewSource(records: 8);
        source.Api.Rule = (_, page) => new PageAnswer.Fetched(new PageFacts(2, null, null, Next: $"after {page % 2}"), Records(Past, 2), [], 0);

        var week = await silo.Pull(source, Past);

        Assert.Equal(WeekState.Failed, week.State);
        Assert.Contains("circle", week.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbered_pages_refused_behind_a_short_one_end_the_pull()
    {
        var source = silo.NewSource(records: 7);
        source.Api.TellsTotals = false;
        source.Api.Rule = (_, page) => page > 3 ? new PageAnswer.Refused("404", MaybeNoSuchPage: true) : null;

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 4L), (week.State, week.Cursor.Page));
        AssertEveryRowOnce(source, Past, 7);
    }

    [Fact]
    public async Task A_numbered_page_refused_behind_a_full_one_fails_the_week_with_the_words_of_the_source()
    {
        var source = silo.NewSource(records: 60);
        source.Api.TellsTotals = false;
        source.Api.Rule = (_, page) => page > 3 ? new PageAnswer.Refused("400: at most 8 records deep", MaybeNoSuchPage: true) : null;

        var week = await silo.Pull(source, Past);

        Assert.Equal(WeekState.Failed, week.State);
        Assert.Equal("page 5 was refused although a full page stands before it: 400: at most 8 records deep", week.Message);
    }

    private FakeSource NewSource(int records)
    {
        var source = silo.NewSource(records);
        source.Settings = source.Settings with { ByToken = true };
        return source;
    }
}
