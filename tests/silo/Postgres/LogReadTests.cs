namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class LogReadTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_of_an_unknown_source_gives_nothing() =>
        Assert.Null(await store.Projection.Read("unknown", 0, 10, Cancelled));

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 3, 1)]
    [InlineData(0, 4, 2)]
    [InlineData(0, 5, 2)]
    [InlineData(0, 6, 3)]
    [InlineData(1, 1, 2)]
    [InlineData(1, 3, 3)]
    [InlineData(2, 100, 3)]
    public async Task Read_gives_as_many_whole_batches_as_fit_and_at_least_one(long after, int most, long to)
    {
        var source = $"fit-{after}-{most}";
        var week = await store.Append(await store.Begin(source), Sample.Order("a"), Sample.Order("b"), Sample.Order("c"));
        week = await store.Append(week, Sample.Order("d"));
        await store.Append(week, Sample.Order("e"), Sample.Order("f"));

        var range = await store.Projection.Read(source, after, most, Cancelled);

        int[] sizes = [3, 1, 2];
        Assert.Equal(to, range!.To);
        Assert.Equal(sizes[(int)after..(int)to].Sum(), range.Entries.Count);
    }

    [Fact]
    public async Task Read_after_the_last_batch_gives_nothing()
    {
        await store.Append(await store.Begin("last"), Sample.Order("a"));

        Assert.Null(await store.Projection.Read("last", 1, 10, Cancelled));
    }

    [Fact]
    public async Task Read_gives_batches_of_several_weeks_in_their_order()
    {
        var first = await store.Begin("weeks");
        var second = await store.Begin("weeks", Sample.Week.Next);
        first = await store.Append(first, Sample.Order("1", "one"));
        second = await store.Append(second, Sample.Order("1", "two"));
        await store.Append(first, Sample.Order("2", "three"));
        await store.Append(second, Sample.Order("1", "four"));

        var range = await store.Projection.Read("weeks", 0, 10, Cancelled);

        Assert.Equal(["one", "two", "three"], range!.Entries.Take(3).Select(entry => entry.Customer));
        Assert.Equal(5, range.Entries.Count);
    }

    [Fact]
    public async Task Rows_changed_behind_the_logs_back_are_noticed()
    {
        await store.Append(await store.Begin("tampered"), Sample.Order("a"), Sample.Order("b"));
        await store.Value<object>("delete from tx.transactions where source = 'tampered' and id = 'a'");

        var refused = await Assert.ThrowsAsync<Orleans.Tx.Grains.TxException>(() => store.Projection.Read("tampered", 0, 10, Cancelled));

        Assert.Contains("Batch 1 of tampered", refused.Message, StringComparison.Ordinal);
    }
}
