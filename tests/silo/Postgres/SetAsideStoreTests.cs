using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class SetAsideStoreTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static readonly SetAsideRange All = default;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_gives_the_records_in_order_their_text_shortened_and_goes_on_after_any_of_them()
    {
        await Pulled("listed", ("missing-id", "{}"), ("bad-time", new string('ä', 300)), ("missing-id", "[]"));

        var listed = await store.SetAside.List("listed", All, null, 2, Cancelled);
        var rest = await store.SetAside.List("listed", All, SetAsideId.Parse(listed[1].Id), 2, Cancelled);

        Assert.Equal([("2026-W40/1/0/0", "missing-id", 2), ("2026-W40/1/0/1", "bad-time", 600)], listed.Select(each => (each.Id, each.Reason, each.Bytes)));
        Assert.Equal(new string('ä', 200), listed[1].Raw);
        Assert.Equal(["2026-W40/1/0/2"], rest.Select(each => each.Id));
    }

    [Fact]
    public async Task List_and_counts_heed_weeks_and_reason()
    {
        await Pulled("filter", ("missing-id", "{}"), ("bad-time", "{}"), ("missing-id", "{}"));
        await Append(await store.Begin("filter", Sample.Week.Next), Aside(("bad-time", "{}")));

        Assert.Equal([new("bad-time", 2), new("missing-id", 2)], await store.SetAside.Count("filter", All, Cancelled));
        Assert.Equal([new("missing-id", 2), new("bad-time", 1)], await store.SetAside.Count("filter", new(null, Sample.Week, null), Cancelled));
        var later = await store.SetAside.List("filter", new(Sample.Week.Next, null, "bad-time"), null, 10, Cancelled);
        Assert.Equal("2026-W41/1/0/0", Assert.Single(later).Id);
    }

    [Fact]
    public async Task Records_of_an_earlier_run_are_not_listed_but_found()
    {
        var week = await Pulled("runs", ("missing-id", "{}"));
        await store.Weeks.End(week, new RunEnd(WeekState.Pulled, null), Cancelled);
        await store.Weeks.Queue("runs", [week.Week], Cancelled);
        await Finish(await Append(await store.Begin("runs"), Aside(("bad-time", "[]"))));

        Assert.Equal(["2026-W40/2/0/0"], (await store.SetAside.List("runs", All, null, 10, Cancelled)).Select(each => each.Id));
        Assert.Equal(["2026-W40/2/0/0"], (await store.SetAside.Read("runs", All, null, 10, Cancelled)).Select(each => each.Id.ToString()));
        var earlier = Assert.Single(await store.SetAside.Read("runs", [Id(0, run: 1), Id(7)], Cancelled));
        Assert.Equal((true, false, "missing-id", "{}"), (earlier.IsOfEarlierRun, earlier.IsUnderWay, earlier.Reason, earlier.Raw));
    }

    [Fact]
    public async Task Records_that_are_good_now_become_rows_of_a_batch_and_the_counts_follow()
    {
        var week = await Pulled("good", ("missing-id", "1"), ("missing-id", "2"), ("bad-time", "3"));
        await Finish(week);

        var counts = await Retry("good", [(Id(0), Sample.Order("a")), (Id(1), Sample.Order("b"))], [(Id(2), "bad-amount")]);

        Assert.Equal(new RetriedCounts(2, 0, 0), counts);
        var now = (await store.Weeks.Find("good", Sample.Week, Cancelled))!;
        Assert.Equal((WeekState.Complete, new WeekCounts(3, 0, 0, 1, 0, Nameless: 3)), (now.State, now.Counts));
        Assert.Equal(week.Counts.Records, now.Counts.Records);
        Assert.Equal(2, (await store.Projection.Position("good", Cancelled)).LastBatch);
        Assert.Equal(2, (await store.Projection.Read("good", 1, 10, Cancelled))!.Entries.Count);
        var left = Assert.Single(await store.SetAside.List("good", All, null, 10, Cancelled));
        Assert.Equal(("2026-W40/1/0/2", "bad-amount"), (left.Id, left.Reason));
    }

    [Fact]
    public async Task The_same_retry_again_changes_nothing()
    {
        await Finish(await Pulled("again", ("missing-id", "1")));
        (SetAsideId, Transaction)[] good = [(Id(0), Sample.Order("a"))];
        await Retry("again", good, []);
        var before = await store.Weeks.Find("again", Sample.Week, Cancelled);

        Assert.Equal(new RetriedCounts(0, 0, 0), await Retry("again", good, []));
        Assert.Equal(before, await store.Weeks.Find("again", Sample.Week, Cancelled));
        Assert.Equal(2, (await store.Projection.Position("again", Cancelled)).LastBatch);
    }

    [Fact]
    public async Task Of_several_retries_at_once_one_stores_the_rows()
    {
        await Finish(await Pulled("at-once", ("missing-id", "1"), ("missing-id", "2")));
        (SetAsideId, Transaction)[] good = [(Id(0), Sample.Order("a")), (Id(1), Sample.Order("b"))];

        var counts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Retry("at-once", good, [])));

        Assert.Equal(2, counts.Sum(each => each!.Stored));
        Assert.Equal(0, counts.Sum(each => each!.AlreadyThere));
        Assert.Equal(new WeekCounts(3, 0, 0, 0, 0, Nameless: 2), (await store.Weeks.Find("at-once", Sample.Week, Cancelled))!.Counts);
    }

    [Fact]
    public async Task A_row_of_an_earlier_run_is_restated_through_the_log()
    {
        var first = await store.Append(await store.Begin("restates"), Sample.Order("a", amount: 1));
        await store.Weeks.End(first, new RunEnd(WeekState.Pulled, null), Cancelled);
        await store.Weeks.Queue("restates", [first.Week], Cancelled);
        await Finish(await Append(await store.Begin("restates"), Aside(("bad-amount", "1"))));

        var counts = await Retry("restates", [(Id(0, run: 2), Sample.Order("a", amount: 2))], []);

        Assert.Equal(new RetriedCounts(0, 1, 0), counts);
        var entries = (await store.Projection.Read("restates", 1, 10, Cancelled))!.Entries;
        Assert.Equal([(1m, true), (2m, false)], entries.Select(entry => (entry.Amount.Amount, entry.TakenBack)).Order());
        Assert.Equal(new WeekCounts(0, 1, 0, 0, 0, Nameless: 1), (await store.Weeks.Find("restates", Sample.Week, Cancelled))!.Counts);
    }

    [Fact]
    public async Task A_row_that_was_stored_after_the_record_was_set_aside_stays()
    {
        var week = await Append(await store.Begin("newer"), Aside(("bad-amount", "1"), ("bad-amount", "2")));
        await Finish(await store.Append(week, Sample.Order("a", amount: 2)));

        var counts = await Retry("newer", [(Id(0), Sample.Order("a", amount: 1)), (Id(1), Sample.Order("a", amount: 2))], []);

        Assert.Equal(new RetriedCounts(0, 0, 2), counts);
        Assert.Equal(2m, await store.Value<decimal>("select amount from tx.transactions where source = 'newer'"));
        Assert.Equal(new WeekCounts(1, 0, 2, 0, 0, Nameless: 2), (await store.Weeks.Find("newer", Sample.Week, Cancelled))!.Counts);
    }

    [Theory]
    [InlineData(WeekState.Queued)]
    [InlineData(WeekState.Pulling)]
    [InlineData(WeekState.Waiting)]
    public async Task Nothing_is_stored_while_the_week_is_under_way(WeekState state)
    {
        var source = $"busy-{state}";
        var week = await Pulled(source, ("missing-id", "1"));
        await store.Weeks.Mark(source, week.Week, week.Run, week.Cursor, state, null, Cancelled);

        Assert.Null(await Retry(source, [(Id(0), Sample.Order("a"))], []));
        Assert.True(Assert.Single(await store.SetAside.Read(source, All, null, 10, Cancelled)).IsUnderWay);
    }

    [Fact]
    public async Task A_retry_that_fails_half_way_leaves_everything_as_it_was()
    {
        await Finish(await Pulled("half", ("missing-id", "1")));
        var before = await store.Weeks.Find("half", Sample.Week, Cancelled);

        // Refused by the server after the record was taken: no JSON.
        await Assert.ThrowsAsync<TxException>(() => Retry("half", [(Id(0), Sample.Order("a", extra: "{"))], []));

        Assert.Equal(before, await store.Weeks.Find("half", Sample.Week, Cancelled));
        Assert.Single(await store.SetAside.List("half", All, null, 10, Cancelled));
    }

    private async Task<RetriedCounts?> Retry(string source, (SetAsideId Id, Transaction Row)[] good, (SetAsideId, string)[] bad)
    {
        var kept = (await store.SetAside.Read(source, [.. good.Select(each => each.Id)], Cancelled)).ToDictionary(record => record.Id, record => record.SeenAt);
        return await store.SetAside.Store(
            new RetriedRecords(
                source, Sample.Week, good[0].Id.Run,
                [.. good.Select(each => new GoodRecord(each.Id, kept.GetValueOrDefault(each.Id), each.Row))], bad),
            Cancelled);
    }

    private async Task<StoredWeek> Pulled(string source, params (string Reason, string Raw)[] records)
    {
        var page = Aside(records) with { Records = [Sample.Order("first")] };
        return await store.Log.Append(Sample.Batch(await store.Begin(source), page), Cancelled);
    }

    private Task<StoredWeek> Append(StoredWeek week, PageAnswer.Fetched page) => store.Log.Append(Sample.Batch(week, page), Cancelled);

    private Task Finish(StoredWeek week) => store.Weeks.Mark(week.Source, week.Week, week.Run, week.Cursor, WeekState.Complete, null, Cancelled);

    private static PageAnswer.Fetched Aside(params (string Reason, string Raw)[] records) => new(
        new PageFacts(records.Length, null, null), [], [.. records.Select((record, place) => new SetAsideRecord(place, record.Reason, record.Raw))], 0);

    private static SetAsideId Id(int place, int run = 1) => new(Sample.Week, run, 0, place);
}
