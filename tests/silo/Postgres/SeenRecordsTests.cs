using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>Which records a run had met before.</summary>
public sealed class SeenRecordsTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_that_comes_twice_in_a_run_is_repeated_and_one_of_an_earlier_run_is_not()
    {
        const string source = "twice";
        var first = await store.Append(await store.Begin(source), Sample.Order("a"), Sample.Order("b"));
        first = await store.Append(first, Sample.Order("b"), Sample.Order("c"));
        var second = await Again(first);
        second = await store.Append(second, Sample.Order("a"), Sample.Order("b"));
        second = await store.Append(second, Sample.Order("b", amount: 2), Sample.Order("d"), Sample.Order("c"));

        Assert.Equal(new WeekCounts(3, 0, 1, 0, 0, Repeated: 1), first.Counts);
        Assert.Equal(new WeekCounts(1, 1, 3, 0, 0, Repeated: 1), second.Counts);
        Assert.Equal((3L, 4L), (first.Counts.Distinct, second.Counts.Distinct));
    }

    [Fact]
    public async Task Restated_row_that_comes_again_is_repeated()
    {
        const string source = "restated-twice";
        var first = await store.Append(await store.Begin(source), Sample.Order("a"));
        var second = await Again(first);

        second = await store.Append(second, Sample.Order("a", amount: 2));
        second = await store.Append(second, Sample.Order("a", amount: 3));

        Assert.Equal(new WeekCounts(0, 2, 0, 0, 0, Repeated: 1), second.Counts);
    }

    [Fact]
    public async Task Records_that_are_no_rows_are_met_by_their_ids_too()
    {
        var week = await store.Begin("others");

        week = await store.Log.Append(Sample.Batch(week, Page([Sample.Order("a")], ["o1", "f1"], ["s1", null])), Cancelled);
        week = await store.Log.Append(Sample.Batch(week, Page([Sample.Order("o1")], ["a", "f1", "f2"], ["s1"])), Cancelled);

        Assert.Equal(new WeekCounts(2, 0, 0, 3, 5, Repeated: 4, Nameless: 1), week.Counts);
    }

    [Fact]
    public async Task Total_that_changes_is_noted()
    {
        var week = await store.Begin("totals");
        foreach (var (total, changed) in (IEnumerable<(long?, bool)>)[(5, false), (null, false), (5, false), (6, true), (6, true)])
        {
            var page = Sample.Page() with { Facts = new PageFacts(0, null, total) };
            week = await store.Log.Append(Sample.Batch(week, page), Cancelled);
            Assert.Equal(changed, week.TotalChanged);
        }

        Assert.Equal(6, week.Total);
    }

    private static PageAnswer.Fetched Page(Transaction[] rows, string[] outside, string?[] setAside) => new(
        new PageFacts(rows.Length, null, null), rows,
        [.. setAside.Select((id, place) => new SetAsideRecord(place, "bad-amount", "{}", id))], outside.Length) { PassedOver = outside };

    private async Task<StoredWeek> Again(StoredWeek week)
    {
        await store.Weeks.End(week, new RunEnd(WeekState.Pulled, null), Cancelled);
        return await store.Begin(week.Source, week.Week);
    }
}
