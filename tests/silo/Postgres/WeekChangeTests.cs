using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>Orders for weeks, their runs, and the calendar.</summary>
public sealed class WeekChangeTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WeekOrder.Pause, "queued pulling waiting", WeekState.Paused)]
    [InlineData(WeekOrder.Resume, "paused", WeekState.Queued)]
    [InlineData(WeekOrder.Retry, "failed", WeekState.Queued)]
    [InlineData(WeekOrder.Repull, "failed pulled complete paused", WeekState.Queued)]
    public async Task Order_changes_the_weeks_that_it_fits(WeekOrder order, string fits, WeekState after)
    {
        var allowed = fits.Split(' ');
        foreach (var state in Enum.GetValues<WeekState>())
        {
            var source = $"{order}-{state}".ToLowerInvariant();
            var week = await store.Begin(source);
            await store.Weeks.Mark(source, week.Week, week.Run, week.Cursor, state, "because", Cancelled);

            var changed = await store.Weeks.Change(source, [week.Week, week.Week.Next], order, Cancelled);

            var isAllowed = allowed.Contains(state.ToString().ToLowerInvariant());
            Assert.Equal(isAllowed ? [week.Week] : [], changed);
            Assert.Equal(isAllowed ? after : state, (await store.Weeks.Find(source, week.Week, Cancelled))!.State);
        }
    }

    [Fact]
    public async Task Paused_run_goes_on_and_one_to_be_pulled_again_begins_anew()
    {
        var week = await store.Append(await store.Begin("paused"), Sample.Order("a"));
        await store.Weeks.Change("paused", [week.Week], WeekOrder.Pause, Cancelled);
        Assert.Null(await store.Weeks.Begin("paused", week.Week, Sample.Fingerprint, Cancelled));

        await store.Weeks.Change("paused", [week.Week], WeekOrder.Resume, Cancelled);
        var resumed = await store.Begin("paused");
        await store.Weeks.Change("paused", [week.Week], WeekOrder.Pause, Cancelled);
        await store.Weeks.Change("paused", [week.Week], WeekOrder.Repull, Cancelled);
        var anew = await store.Begin("paused");

        Assert.Equal((1, PageCursor.At(1)), (resumed.Run, resumed.Cursor));
        Assert.Equal((2, PageCursor.Start), (anew.Run, anew.Cursor));
    }

    [Fact]
    public async Task Ended_run_is_kept_as_it_was()
    {
        var week = await store.Append(await store.Begin("runs"), Sample.Order("a"), Sample.Order("a"));
        await store.Weeks.End(week, new RunEnd(WeekState.Queued, "read once more", ReadAgain: true), Cancelled);
        var second = await store.Begin("runs");
        second = await store.Append(second, Sample.Order("b"));
        await store.Weeks.End(second, new RunEnd(WeekState.Pulled, "too many to let go", Leaving: 7), Cancelled);

        var runs = await store.Weeks.Runs("runs", week.Week, Cancelled);
        var found = await store.Weeks.Find("runs", week.Week, Cancelled);

        Assert.Equal([(1, WeekState.Pulled, "read once more"), (2, WeekState.Pulled, "too many to let go")],
            runs.Select(run => (run.Run, run.State, run.Message)));
        Assert.Equal([week.Counts, new WeekCounts(1, 0, 0, 0, 0)], runs.Select(run => run.Counts));
        Assert.Equal([1L, 1L], runs.Select(run => run.Pages));
        Assert.True(second.IsSecondReading);
        Assert.Equal((WeekState.Pulled, 7L, false), (found!.State, found.Leaving, found.IsSecondReading));
    }

    [Fact]
    public async Task Run_under_settings_that_were_changed_is_kept_as_given_up()
    {
        await store.Append(await store.Begin("changed"), Sample.Order("a"));
        await store.Begin("changed", fingerprint: "settings-2");

        var run = Assert.Single(await store.Weeks.Runs("changed", Sample.Week, Cancelled));

        Assert.Equal((1, WeekState.Failed, 1L), (run.Run, run.State, run.Counts.Rows));
        Assert.Contains("settings were changed", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task End_forgets_what_the_run_saw_and_what_earlier_runs_set_aside()
    {
        const string source = "forgets";
        var week = await store.Begin(source);
        var page = new PageAnswer.Fetched(new PageFacts(1, null, null), [], [new SetAsideRecord(0, "bad-amount", "{}", "s")], 0);
        week = await store.Log.Append(Sample.Batch(week, page), Cancelled);
        await store.Weeks.End(week, new RunEnd(WeekState.Complete, null), Cancelled);
        Assert.Equal(1, await store.Value<long>("select count(*) from tx.set_aside where source = 'forgets'"));
        await store.Weeks.Change(source, [week.Week], WeekOrder.Repull, Cancelled);
        week = await store.Append(await store.Begin(source), Sample.Order("s"));

        await store.Weeks.End(week, new RunEnd(WeekState.Complete, null), Cancelled);

        Assert.Equal(0, await store.Value<long>("select count(*) from tx.set_aside where source = 'forgets'"));
        Assert.Equal(0, await store.Value<long>("select count(*) from tx.seen where source = 'forgets'"));
    }

    [Fact]
    public async Task End_of_another_run_or_cursor_is_refused()
    {
        var week = await store.Begin("fenced-end");

        await Assert.ThrowsAsync<CursorMovedException>(
            () => store.Weeks.End(week with { Run = 2 }, new RunEnd(WeekState.Complete, null), Cancelled));

        Assert.Empty(await store.Weeks.Runs("fenced-end", week.Week, Cancelled));
    }

    [Fact]
    public async Task Calendar_is_set_and_its_weeks_are_queued_together()
    {
        var week = await store.Append(await store.Begin("calendar"), Sample.Order("a"));
        await store.Weeks.End(week, new RunEnd(WeekState.Complete, null), Cancelled);
        Assert.Null(await store.Weeks.CalendarWeek("calendar", Cancelled));

        var last = Week.Parse("2026-W42");
        await store.Weeks.Calendar("calendar", last, [Week.Parse("2026-W41"), last], [week.Week, Week.Parse("2026-W41")], Cancelled);

        Assert.Equal(last, await store.Weeks.CalendarWeek("calendar", Cancelled));
        var weeks = await store.Weeks.List("calendar", Cancelled);
        Assert.Equal(["2026-W40", "2026-W41", "2026-W42"], weeks.Select(stored => stored.Week.ToString()));
        Assert.All(weeks, stored => Assert.Equal(WeekState.Queued, stored.State));
        Assert.Equal(2, (await store.Begin("calendar")).Run);
        Assert.Null(await store.Weeks.CalendarWeek("unknown", Cancelled));
    }
}
