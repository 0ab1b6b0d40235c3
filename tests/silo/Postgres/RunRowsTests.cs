using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>Rows that a whole run did not meet, and how they leave.</summary>
public sealed class RunRowsTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_the_run_brought_restated_or_met_again_are_seen()
    {
        var week = await Stored("met", "a", "b", "c", "d");
        week = await store.Append(await Again(week), Sample.Order("a"), Sample.Order("b", amount: 2), Sample.Order("e"));

        Assert.Equal(new UnseenRows(5, 2, 0), await store.Rows.Look(week, believed: true, Cancelled));
    }

    [Fact]
    public async Task Row_whose_record_was_set_aside_is_seen_and_one_whose_record_does_not_count_is_not()
    {
        var week = await Again(await Stored("others", "a", "b", "c"));
        var page = new PageAnswer.Fetched(new PageFacts(2, null, null), [], [new SetAsideRecord(0, "bad-amount", "{}", "a")], 0, Filtered: 1)
        {
            PassedOver = ["b"],
        };
        week = await store.Log.Append(Sample.Batch(week, page), Cancelled);

        Assert.Equal(new UnseenRows(3, 2, 0), await store.Rows.Look(week, believed: true, Cancelled));
    }

    [Fact]
    public async Task Row_is_unseen_twice_only_after_two_runs_in_a_row_that_are_believed()
    {
        var week = await Stored("in-a-row", "a", "b", "c");
        var twice = new List<long>();
        foreach (var (believed, met) in (IEnumerable<(bool, string)>)[(true, "a"), (true, "b"), (false, "b"), (true, "b"), (true, "b")])
        {
            week = await store.Append(await Again(week), Sample.Order(met));
            await store.Rows.Look(week, believed, Cancelled);
            twice.Add((await store.Rows.Look(week, believed, Cancelled)).Twice);
        }

        // c; then the third is not believed, so that a and c begin anew.
        Assert.Equal([0, 1, 0, 0, 2], twice);
    }

    [Fact]
    public async Task Removed_rows_leave_through_the_log_and_their_batches_read_as_before()
    {
        const string source = "leave";
        var week = await Stored(source, "a", "b", "c");
        var before = await store.Projection.Read(source, 0, 100, Cancelled);
        week = await store.Append(await Again(week), Sample.Order("a"));
        await store.Rows.Look(week, believed: true, Cancelled);

        var left = await store.Rows.Remove(week, onlyTwice: false, Cancelled);
        var again = await store.Rows.Remove(left, onlyTwice: false, Cancelled);

        Assert.Equal(week with { Removed = 2, Stored = 1, UpdatedAt = left.UpdatedAt }, left);
        Assert.True(left.UpdatedAt > week.UpdatedAt);
        Assert.Equal(left with { UpdatedAt = again.UpdatedAt }, again);
        Assert.Equal(2, (await store.Projection.Position(source, Cancelled)).LastBatch);
        Assert.Equal(before!.Entries.Sorted(), (await store.Projection.Read(source, 0, 1, Cancelled))!.Entries.Where(entry => !entry.TakenBack).Sorted());
        var removal = await store.Projection.Read(source, 1, 100, Cancelled);
        Assert.Equal([true, true], removal!.Entries.Select(entry => entry.TakenBack));
        Assert.Equal("a", await store.Value<string>("select string_agg(id, ',') from tx.transactions where source = 'leave'"));
    }

    [Fact]
    public async Task Only_rows_that_two_runs_did_not_meet_leave_where_that_is_asked_for()
    {
        var week = await Stored("only-twice", "a", "b", "c");
        week = await store.Append(await Again(week), Sample.Order("a"), Sample.Order("b"));
        await store.Rows.Look(week, believed: true, Cancelled);
        week = await store.Append(await Again(week), Sample.Order("a"));
        await store.Rows.Look(week, believed: true, Cancelled);

        await store.Rows.Remove(week, onlyTwice: true, Cancelled);

        Assert.Equal("a,b", await store.Value<string>("select string_agg(id, ',' order by id) from tx.transactions where source = 'only-twice'"));
    }

    [Fact]
    public async Task Rows_that_leave_by_many_leave_in_several_batches()
    {
        const string source = "many";
        var week = await store.Begin(source);
        week = await store.Append(week, [.. Enumerable.Range(0, 25_000).Select(row => Sample.Order($"{row:D5}"))]);
        week = await store.Append(await Again(week), Sample.Order("00000"));
        await store.Rows.Look(week, believed: true, Cancelled);

        var left = await store.Rows.Remove(week, onlyTwice: false, Cancelled);

        Assert.Equal(24_999, left.Removed);
        Assert.Equal(4, (await store.Projection.Position(source, Cancelled)).LastBatch);
        Assert.Equal(24_999, await store.Value<long>("select sum(taken_back)::bigint from tx.batches where source = 'many'"));
    }

    [Fact]
    public async Task Who_is_no_longer_at_the_week_removes_nothing()
    {
        var week = await Stored("moved", "a", "b");
        week = await store.Append(await Again(week), Sample.Order("a"));
        await store.Rows.Look(week, believed: true, Cancelled);

        await Assert.ThrowsAsync<CursorMovedException>(() => store.Rows.Remove(week with { Run = 1 }, onlyTwice: false, Cancelled));
        await Assert.ThrowsAsync<CursorMovedException>(() => store.Rows.Look(week with { Cursor = PageCursor.Start }, believed: true, Cancelled));
    }

    [Fact]
    public async Task Ids_are_looked_for_next_to_a_first_run_and_everywhere_after()
    {
        const string source = "elsewhere";
        var (w40, w41, w43) = (Sample.Week, Sample.Week.Next, Week.Parse("2026-W43"));
        await Ended(await store.Append(await store.Begin(source, w40), Sample.Order("a"), Sample.Order("b"), Sample.Order("c")));
        await Ended(await store.Append(await store.Begin(source, w43), Sample.Order("x"), Sample.Order("y"), Sample.Order("z")));
        var week = await store.Append(await store.Begin(source, w41), Sample.Order("a"), Sample.Order("d"), Sample.Order("z"));

        Assert.Equal([w40], await store.Rows.Elsewhere(week, Cancelled));

        week = await store.Append(await Again(week), Sample.Order("y"), Sample.Order("c"), Sample.Order("e"));
        Assert.Equal([w40, w43], await store.Rows.Elsewhere(week, Cancelled));
    }

    [Fact]
    public async Task Week_that_shares_most_ids_tells_nothing()
    {
        const string source = "numbered";
        await Ended(await store.Append(await store.Begin(source), Sample.Order("1"), Sample.Order("2"), Sample.Order("3")));
        var week = await store.Append(await store.Begin(source, Sample.Week.Next), Sample.Order("1"), Sample.Order("2"), Sample.Order("4"));

        Assert.Empty(await store.Rows.Elsewhere(week, Cancelled));
    }

    private async Task<StoredWeek> Stored(string source, params string[] ids) =>
        await store.Append(await store.Begin(source), [.. ids.Select(id => Sample.Order(id))]);

    private Task Ended(StoredWeek week) => store.Weeks.End(week, new RunEnd(WeekState.Complete, null), Cancelled);

    private async Task<StoredWeek> Again(StoredWeek week)
    {
        await store.Weeks.End(week, new RunEnd(WeekState.Pulled, null), Cancelled);
        return await store.Begin(week.Source, week.Week);
    }
}
