using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class WeekStoreTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Week_that_nobody_asked_for_is_not_found() =>
        Assert.Null(await store.Weeks.Find("unknown", Sample.Week, Cancelled));

    [Fact]
    public async Task Queue_stores_weeks_in_order_and_the_source()
    {
        await store.Weeks.Queue("queue", [Sample.Week.Next, Sample.Week, Sample.Week.Next], Cancelled);

        var weeks = await store.Weeks.List("queue", Cancelled);

        Assert.Equal([Sample.Week, Sample.Week.Next], weeks.Select(week => week.Week));
        Assert.All(weeks, week => Assert.Equal((WeekState.Queued, 0, PageCursor.Start), (week.State, week.Run, week.Cursor)));
        Assert.All(weeks, week => Assert.Null(week.RunBeganAt));
        Assert.Contains("queue", await store.Weeks.Sources(Cancelled));
    }

    [Theory]
    [InlineData(WeekState.Pulling, WeekState.Pulling)]
    [InlineData(WeekState.Waiting, WeekState.Waiting)]
    [InlineData(WeekState.Complete, WeekState.Complete)]
    [InlineData(WeekState.Failed, WeekState.Queued)]
    [InlineData(WeekState.Pulled, WeekState.Queued)]
    public async Task Queue_takes_only_weeks_that_stopped_before_they_were_complete(WeekState before, WeekState after)
    {
        var source = $"again-{before}";
        var week = await store.Begin(source);
        await store.Weeks.Mark(source, week.Week, week.Run, week.Cursor, before, "because", Cancelled);

        await store.Weeks.Queue(source, [week.Week], Cancelled);

        Assert.Equal(after, (await store.Weeks.Find(source, week.Week, Cancelled))!.State);
    }

    [Fact]
    public async Task Begin_starts_a_first_run_from_the_first_page()
    {
        var week = await store.Begin("first");

        Assert.Equal((WeekState.Pulling, 1, PageCursor.Start), (week.State, week.Run, week.Cursor));
        Assert.NotNull(week.RunBeganAt);
        Assert.Null(week.CompletedAt);
        Assert.Equal(week, await store.Weeks.Find("first", Sample.Week, Cancelled));
    }

    [Theory]
    [InlineData(WeekState.Pulling)]
    [InlineData(WeekState.Waiting)]
    public async Task Begin_goes_on_with_a_run_that_is_under_way(WeekState state)
    {
        var source = $"goes-on-{state}";
        var stored = await store.Append(await store.Begin(source), Sample.Order("a"));
        await store.Weeks.Mark(source, stored.Week, stored.Run, stored.Cursor, state, "because", Cancelled);

        var marked = await store.Weeks.Find(source, stored.Week, Cancelled);

        var begun = await store.Begin(source);

        Assert.Equal(stored with { State = WeekState.Pulling, Message = null, UpdatedAt = begun.UpdatedAt }, begun);
        // To be begun again is no progress of one that is being pulled.
        Assert.Equal(state == WeekState.Pulling, begun.UpdatedAt == marked!.UpdatedAt);
    }

    [Fact]
    public async Task Begin_goes_on_with_a_failed_run_that_was_queued_again()
    {
        var stored = await store.Append(await store.Begin("retried"), Sample.Order("a"));
        await store.Weeks.Mark("retried", stored.Week, stored.Run, stored.Cursor, WeekState.Failed, "no such account", Cancelled);
        await store.Weeks.Queue("retried", [stored.Week], Cancelled);

        Assert.Equal((1, PageCursor.At(1)), await RunAndCursor("retried", Sample.Fingerprint));
    }

    [Fact]
    public async Task Token_of_the_next_page_is_stored_with_the_rows()
    {
        const string Token = "/orders?after=ä&n=\U0001F600:1";
        var begun = await store.Begin("token");
        var page = Sample.Page(Sample.Order("a")) with { Facts = new PageFacts(1, null, null, true, Token) };

        var stored = await store.Log.Append(Sample.Batch(begun, page, page), Cancelled);
        await store.Log.Append(Sample.Batch(stored, Sample.Page(Sample.Order("b"))), Cancelled);

        Assert.Equal(PageCursor.At(2, Token), stored.Cursor);
        Assert.Equal((1, PageCursor.At(3)), await RunAndCursor("token", Sample.Fingerprint));
    }

    [Fact]
    public async Task Query_was_accepted_once_a_page_of_any_week_is_stored()
    {
        var begun = await store.Begin("accepted");
        Assert.False(await store.Weeks.WasAccepted("accepted", Sample.Fingerprint, Cancelled));

        await store.Append(begun, Sample.Order("a"));

        Assert.True(await store.Weeks.WasAccepted("accepted", Sample.Fingerprint, Cancelled));
        Assert.False(await store.Weeks.WasAccepted("accepted", "another query", Cancelled));
        Assert.False(await store.Weeks.WasAccepted("another source", Sample.Fingerprint, Cancelled));
    }

    [Fact]
    public async Task Run_that_was_given_up_is_followed_by_a_new_one()
    {
        var stored = await store.Append(await store.Begin("given-up"), Sample.Order("a"));
        await store.Weeks.GiveUp("given-up", stored.Week, stored.Run, PageCursor.Start, Cancelled);
        Assert.Equal((1, PageCursor.At(1)), await RunAndCursor("given-up", Sample.Fingerprint));

        await store.Weeks.GiveUp("given-up", stored.Week, stored.Run, stored.Cursor, Cancelled);

        Assert.Equal((2, PageCursor.Start), await RunAndCursor("given-up", Sample.Fingerprint));
    }

    [Fact]
    public async Task Begin_starts_anew_after_a_run_that_ended_and_was_queued_again()
    {
        const string source = "anew";
        var stored = await store.Append(await store.Begin(source), Sample.Order("a"));
        await store.Weeks.End(stored, new RunEnd(WeekState.Pulled, null), Cancelled);
        Assert.NotNull((await store.Weeks.Find(source, stored.Week, Cancelled))!.CompletedAt);
        await store.Weeks.Queue(source, [stored.Week], Cancelled);

        var begun = await store.Begin(source);

        Assert.Equal((2, PageCursor.Start, default(WeekCounts), 0L), (begun.Run, begun.Cursor, begun.Counts, begun.Requests));
        Assert.Null(begun.CompletedAt);
    }

    [Theory]
    [InlineData(WeekState.Pulled)]
    [InlineData(WeekState.Complete)]
    [InlineData(WeekState.Failed)]
    public async Task Begin_leaves_a_week_alone_that_nobody_queued_again(WeekState state)
    {
        var source = $"alone-{state}";
        var stored = await store.Append(await store.Begin(source), Sample.Order("a"));
        await store.Weeks.Mark(source, stored.Week, stored.Run, stored.Cursor, state, null, Cancelled);

        Assert.Null(await store.Weeks.Begin(source, stored.Week, Sample.Fingerprint, Cancelled));
        Assert.Equal(state, (await store.Weeks.Find(source, stored.Week, Cancelled))!.State);
    }

    [Fact]
    public async Task Begin_of_a_week_that_nobody_asked_for_gives_nothing_and_stores_nothing()
    {
        Assert.Null(await store.Weeks.Begin("not-asked", Sample.Week, Sample.Fingerprint, Cancelled));
        Assert.Null(await store.Weeks.Find("not-asked", Sample.Week, Cancelled));
    }

    [Fact]
    public async Task Begin_under_other_settings_starts_anew()
    {
        await store.Append(await store.Begin("settings"), Sample.Order("a"));

        Assert.Equal((2, PageCursor.Start), await RunAndCursor("settings", "settings-2"));
    }

    [Fact]
    public async Task Begin_from_two_at_once_gives_both_the_same_run()
    {
        var both = await Task.WhenAll(store.Begin("both"), store.Begin("both"));

        Assert.Equal([1, 1], both.Select(week => week.Run));
    }

    [Fact]
    public async Task Mark_says_why_a_run_stands_still()
    {
        var week = await store.Begin("mark");

        await store.Weeks.Mark("mark", week.Week, week.Run, week.Cursor, WeekState.Waiting, "for a permit", Cancelled);

        var found = await store.Weeks.Find("mark", week.Week, Cancelled);
        Assert.Equal(week with { State = WeekState.Waiting, Message = "for a permit", UpdatedAt = found!.UpdatedAt }, found);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    public async Task Mark_of_another_run_or_cursor_is_refused(int run, long page)
    {
        var week = await store.Begin($"fenced-{run}");

        await Assert.ThrowsAsync<CursorMovedException>(
            () => store.Weeks.Mark(week.Source, week.Week, run, PageCursor.At(page), WeekState.Complete, null, Cancelled));

        Assert.Equal(week, await store.Weeks.Find(week.Source, week.Week, Cancelled));
    }

    [Fact]
    public async Task Weeks_of_one_source_are_not_those_of_another()
    {
        await store.Begin("mine", Week.Parse("2026-W01"));

        Assert.Empty(await store.Weeks.List("yours", Cancelled));
    }

    private async Task<(int, PageCursor)> RunAndCursor(string source, string fingerprint)
    {
        var week = await store.Weeks.Begin(source, Sample.Week, fingerprint, Cancelled);
        return (week!.Run, week.Cursor);
    }
}
