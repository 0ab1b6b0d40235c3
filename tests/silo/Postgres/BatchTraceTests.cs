using System.Diagnostics;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class BatchTraceTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batches_keep_the_spans_they_were_stored_under_and_one_of_each_trace_is_told()
    {
        var week = await store.Begin("traced");
        week = await store.Append(week, Sample.Order("a"));
        string first, other;
        using (var pull = Start(ActivityTraceFlags.Recorded))
        {
            using (var span = Start(ActivityTraceFlags.Recorded))
            {
                first = span.Id!;
                week = await store.Append(week, Sample.Order("b"));
            }

            using (Start(ActivityTraceFlags.Recorded))
                week = await store.Append(week, Sample.Order("c"));
        }

        using (var span = Start(ActivityTraceFlags.Recorded))
        {
            other = span.Id!;
            week = await store.Append(week, Sample.Order("d"));
        }

        Assert.Equal([first, other], await store.Projection.Traces("traced", 0, 4, Cancelled));
        Assert.Equal([other], await store.Projection.Traces("traced", 3, 4, Cancelled));
        Assert.Empty(await store.Projection.Traces("traced", 0, 1, Cancelled));
        Assert.Equal(4, week.Counts.Rows);
    }

    [Fact]
    public async Task Spans_that_nobody_takes_are_not_kept()
    {
        var week = await store.Begin("unsampled");
        using (Start(ActivityTraceFlags.None))
            await store.Append(week, Sample.Order("a"));

        Assert.Empty(await store.Projection.Traces("unsampled", 0, 1, Cancelled));
    }

    private static Activity Start(ActivityTraceFlags flags) => new Activity("a test") { ActivityTraceFlags = flags }.SetIdFormat(ActivityIdFormat.W3C).Start();
}
