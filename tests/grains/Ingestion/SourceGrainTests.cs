using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class SourceGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly Week[] Four = [.. Week.Parse("2026-W43").Through(Past)];

    [Fact]
    public async Task Weeks_are_pulled_newest_first_and_no_more_at_once_than_the_source_allows()
    {
        var source = silo.NewSource();
        var held = Four.ToDictionary(week => week, week => source.Api.Hold(week, 0));
        source.Settings = source.Settings with { InFlight = 1, Weeks = 2 };

        await silo.Begin(source, Four[0], Four[3]);
        await TestSilo.Soon(Task.WhenAll(held[Four[3]].Reached, held[Four[2]].Reached));
        var looks = source.Faults.Count(StoreStep.List);
        await silo.Until(() => source.Faults.Count(StoreStep.List) > looks + 2);
        var atFirst = source.Api.Requests.Select(request => request.Week).Order().ToList();
        held[Four[2]].Open();
        await TestSilo.Soon(held[Four[1]].Reached);
        var thenAtOnce = source.Store.Weeks.Count(week => week.State == WeekState.Pulling);
        foreach (var gate in held.Values)
            gate.Open();
        await silo.Until(() => source.Store.Weeks.All(week => week.State == WeekState.Complete));

        Assert.Equal([Four[2], Four[3]], atFirst);
        Assert.Equal(2, thenAtOnce);
        Assert.Equal([Four[2], Four[3], Four[1], Four[0]], [.. atFirst, .. source.Api.Requests.Select(request => request.Week).Skip(2)]);
    }

    [Fact]
    public async Task A_pull_answers_with_the_weeks_that_were_asked_for()
    {
        var source = silo.NewSource();
        source.Api.Hold(Past, 0);
        source.Store.Queue(Before);

        var weeks = await silo.GrainOf(source).Pull(new PullRequest("2026-W46", "2026-W46"));

        Assert.Equal([(source.Name, "2026-W46")], weeks.Select(week => (week.Source, week.Week)));
    }

    [Fact]
    public async Task Weeks_under_way_and_queued_ones_go_on_after_a_restart()
    {
        var source = silo.NewSource();
        source.Settings = source.Settings with { Weeks = 1 };
        var held = source.Api.Hold(Four[3], 0);
        await silo.Begin(source, Four[0], Four[3]);
        await TestSilo.Soon(held.Reached);

        await silo.Restart();
        await silo.GrainOf(source).Resume();
        await silo.Until(() => source.Store.Weeks.All(week => week.State == WeekState.Complete));

        Assert.Equal(Four, source.Store.Weeks.Select(week => week.Week));
    }

    [Fact]
    public async Task A_week_that_ends_while_the_weeks_are_listed_is_not_started_again()
    {
        var source = silo.NewSource(records: 4);
        source.Settings = source.Settings with { InFlight = 2 };
        var page = source.Api.Hold(Past, 1);
        await silo.Begin(source, Past);
        await TestSilo.Soon(page.Reached);

        var stale = source.Faults.BlockAnswer(StoreStep.List);
        await TestSilo.Soon(stale.Reached);
        page.Open();
        await silo.End(source, Past);
        var begun = source.Faults.Count(StoreStep.Begin);
        stale.Open();
        await silo.Until(() => source.Faults.Count(StoreStep.Begin) > begun);
        await silo.Deactivate(source);

        Assert.Equal((WeekState.Complete, 1), (source.Store.Find(Past)!.State, source.Store.Find(Past)!.Run));
        Assert.Equal(2, source.Api.Requests.Count);
    }

    [Theory]
    [InlineData("", "2026-W46", "'' is no week")]
    [InlineData("2026-W46", "yesterday", "'yesterday' is no week")]
    [InlineData("2026-W54", "2026-W54", "is no week")]
    [InlineData("2026-11-09", "2026-11-08", "2026-11-08 does not lie after 2026-11-09")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01", "does not lie after")]
    [InlineData("2026-W46", "2026-W45", "lies before the first")]
    [InlineData("2026-W46", "2035-W01", "lies in the future")]
    [InlineData("2019-W52", "2026-W46", "lies before 2020-W01")]
    public async Task Nonsense_is_refused(string from, string to, string because)
    {
        var source = silo.NewSource();
        source.Settings = source.Settings with { Since = Week.Parse("2020-W01") };

        var failure = await Assert.ThrowsAsync<TxException>(() => silo.GrainOf(source).Pull(new PullRequest(from, to)));

        Assert.Equal(TxError.Invalid, failure.Error);
        Assert.Contains(because, failure.Message, StringComparison.Ordinal);
        Assert.Empty(source.Store.Weeks);
    }

    [Theory]
    [InlineData("2026-11-04", "2026-11-04", "2026-W45", "2026-W45")]
    [InlineData("2026-10-26", "2026-11-09", "2026-W44", "2026-W45")]
    [InlineData("2026-10", "2026-10", "2026-W40", "2026-W44")]
    [InlineData("2026-W44", "2026-11-03T12:00:00+01:00", "2026-W44", "2026-W45")]
    public async Task Weeks_may_be_named_by_months_dates_and_instants(string from, string to, string first, string last)
    {
        var source = silo.NewSource();

        var weeks = await silo.GrainOf(source).Pull(new PullRequest(from, to));

        Assert.Equal((first, last), (weeks[0].Week, weeks[^1].Week));
        Assert.Equal(Week.Parse(first).Through(Week.Parse(last)).Count(), weeks.Length);
    }

    [Fact]
    public async Task More_weeks_than_a_century_has_are_refused()
    {
        var source = silo.NewSource();

        var failure = await Assert.ThrowsAsync<TxException>(() => silo.GrainOf(source).Pull(new PullRequest("1900-W01", "2026-W46")));

        Assert.Equal(TxError.Invalid, failure.Error);
    }

    [Fact]
    public async Task A_source_that_is_not_configured_is_not_pulled()
    {
        var source = silo.NewSource();
        source.IsForgotten = true;

        var failure = await Assert.ThrowsAsync<TxException>(() => silo.Begin(source, Past));

        Assert.Equal(TxError.NotFound, failure.Error);
    }

    [Fact]
    public async Task A_week_nobody_asked_for_has_no_status()
    {
        var source = silo.NewSource();

        var failure = await Assert.ThrowsAsync<TxException>(() => silo.GrainOf(source, Past).Status());

        Assert.Equal(TxError.NotFound, failure.Error);
    }
}
