using System.Collections.Concurrent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>Any length of the log by one transaction.</summary>
public sealed class BulkCarryTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_without_batches_behind_the_position_has_nothing_to_carry()
    {
        Assert.Null(await store.CarryFar("none"));
        await store.Append(await store.Begin("carried"), Sample.Order("a"));
        await store.Project("carried");

        Assert.Null(await store.CarryFar("carried"));
    }

    [Fact]
    public async Task Customers_with_more_entries_than_are_read_at_a_time_are_carried_whole_and_so_are_all_others()
    {
        const string source = "long";
        var week = await store.Begin(source);
        foreach (var part in Enumerable.Range(0, 6000).Chunk(1500))
            week = await store.Append(week, [.. part.Select(row => Sample.Order($"{row}", row % 2 == 0 ? "guest" : $"c{row % 700}", row % 97, row % 160))]);
        var steps = new Steps();

        var carried = await store.CarryFar(source, progress: steps);

        Assert.Equal((1, 4L, 6000L), (carried!.Epoch, carried.To, carried.Entries));
        Assert.Equal((new BulkProgress(0, 6000), new BulkProgress(6000, 6000)), (steps.Told.First(), steps.Told.Last()));
        Assert.Empty((await store.Compare(source)).Shown);
        Assert.Equal(351, await store.Value<long>("select count(*) from tx.ledgers where source = $1", source));
    }

    [Fact]
    public async Task What_is_carried_onto_stored_ledgers_changes_some_adds_others_and_leaves_the_rest()
    {
        const string source = "onto";
        var week = await store.Append(await store.Begin(source), [.. Enumerable.Range(0, 50).Select(row => Sample.Order($"a{row}", $"c{row}", 10, row))]);
        await store.CarryFar(source);
        week = await store.Append(week, [.. Enumerable.Range(25, 50).Select(row => Sample.Order($"b{row}", $"c{row}", 5, row + 60))]);
        await store.Append(week, Sample.Order("a30", "c31", 7, 30), Sample.Order("a49", "c49", 10, 100));

        var carried = await store.CarryFar(source);

        Assert.Equal((3L, 54L), (carried!.To, carried.Entries));
        Assert.Empty((await store.Compare(source)).Shown);
        Assert.Equal(25, await store.Value<long>("select count(*) from tx.ledgers where source = $1 and version = 1", source));
        Assert.Equal(75, await store.Value<long>("select count(*) from tx.ledgers where source = $1", source));
    }

    [Fact]
    public async Task A_first_order_that_was_taken_back_is_asked_of_the_log()
    {
        const string source = "first";
        var week = await store.Append(await store.Begin(source), Sample.Order("a", "ada", 10, 1), Sample.Order("b", "ada", 10, 20), Sample.Order("c", "ada", 10, 30));
        await store.CarryFar(source);
        week = await store.Append(week, Sample.Order("a", "ada", 10, 50));
        await store.CarryFar(source);
        var moved = await store.Projection.Ledger(source, "ada", Cancelled);
        week = await store.Append(week, Sample.Order("b", "bob", 10, 20));

        await store.Project(source);

        Assert.Equal(Sample.Start.AddHours(20), moved.FirstOrder);
        Assert.Equal(Sample.Start.AddHours(30), (await store.Projection.Ledger(source, "ada", Cancelled)).FirstOrder);
        Assert.Empty((await store.Compare(source)).Shown);
        Assert.Equal(
            (Sample.Start.AddHours(1), Sample.Start.AddHours(20)),
            ((await store.Projection.FirstOrders(source, 1, ["ada"], Cancelled))["ada"], (await store.Projection.FirstOrders(source, 2, ["ada"], Cancelled))["ada"]));
        Assert.Empty(await store.Projection.FirstOrders(source, 3, ["nobody"], Cancelled));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task A_carry_from_another_position_or_epoch_is_refused_and_stores_nothing(int epoch, long from)
    {
        var source = $"bulk-fence-{epoch}-{from}";
        var week = await store.Append(await store.Begin(source), Sample.Order("a"));
        await store.CarryFar(source);
        await store.Append(week, Sample.Order("b"));

        foreach (var anew in new[] { false, true })
        {
            var carry = new BulkCarry(source, epoch, from, new MonthCalendar(TimeZoneInfo.Utc), anew);
            await Assert.ThrowsAsync<StaleProjectionException>(
                () => store.Projection.CarryFar(carry, Replay.RuleOf(carry), new Progress<BulkProgress>(), Cancelled));
        }

        Assert.Equal(new StoredPosition(1, 1, 2, "UTC"), await store.Projection.Position(source, Cancelled));
        Assert.Empty((await store.Compare(source)).Shown);
    }

    [Fact]
    public async Task Rows_changed_behind_the_logs_back_are_refused_with_their_batch_named()
    {
        const string source = "bulk-tampered";
        var week = await store.Append(await store.Begin(source), Sample.Order("a"), Sample.Order("b"));
        await store.Append(week, Sample.Order("c"));
        await store.Value<object>("delete from tx.transactions where source = 'bulk-tampered' and id = 'a'");

        var refused = await Assert.ThrowsAsync<TxException>(() => store.CarryFar(source));

        Assert.StartsWith("Batch 1 of bulk-tampered was stored with 2 entries and has 1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await store.Projection.Position(source, Cancelled)).Position);
        Assert.Equal(0, await store.Value<long>("select count(*) from tx.ledgers where source = $1", source));
    }

    [Fact]
    public async Task A_ledger_ahead_of_the_position_is_refused_and_never_counted_twice()
    {
        const string source = "ahead";
        await store.Append(await store.Begin(source), Sample.Order("a"));
        await store.CarryFar(source);
        await store.Value<object>("update tx.projections set position = 0 where source = 'ahead'");

        var inBulk = await Assert.ThrowsAsync<TxException>(() => store.CarryFar(source));
        var byBatch = await Assert.ThrowsAsync<TxException>(() => store.Project(source));

        Assert.All([inBulk, byBatch], refused => Assert.Contains("tx rebuild", refused.Message, StringComparison.Ordinal));
        Assert.Equal(1, await store.Value<long>("select orders[1] from tx.ledgers where source = 'ahead'"));
    }

    [Fact]
    public async Task Batches_are_stored_and_aggregates_read_while_a_carry_is_under_way_and_it_holds_what_was_there_as_it_began()
    {
        const string source = "meanwhile";
        var week = await store.Append(await store.Begin(source), [.. Enumerable.Range(0, 2500).Select(row => Sample.Order($"{row}", $"c{row}", 1))]);
        await store.CarryFar(source);
        var before = await store.Projection.Matrix(source, Cancelled);
        var meanwhile = new List<StoredMatrix>();
        var at = before.At;
        var carry = new BulkCarry(source, at.Epoch, at.Position, new MonthCalendar(TimeZoneInfo.Utc), Anew: true);
        var rule = Replay.RuleOf(carry);

        await store.Projection.CarryFar(
            carry,
            (ledger, version, entries) =>
            {
                if (meanwhile.Count == 0)
                    meanwhile.Add(Task.Run(Interfere).GetAwaiter().GetResult());
                return rule(ledger, version, entries);
            },
            new Progress<BulkProgress>(),
            Cancelled);

        Assert.Equal((before.At.Epoch, before.At.Position), (meanwhile[0].At.Epoch, meanwhile[0].At.Position));
        Assert.Equal(before.Matrix.Cells, meanwhile[0].Matrix.Cells);
        Assert.Equal(new StoredPosition(2, 1, 2, "UTC"), await store.Projection.Position(source, Cancelled));
        Assert.Empty((await store.Compare(source)).Shown);

        async Task<StoredMatrix> Interfere()
        {
            // Restates an order of the range and adds one to another week.
            await store.Append(week, Sample.Order("7", "c8", 2), Sample.Order("new", "c9", 3));
            await store.Begin(source, Sample.Week.Next);
            return await store.Projection.Matrix(source, Cancelled);
        }
    }

    [Fact]
    public async Task A_carry_that_is_cancelled_leaves_what_was_there()
    {
        const string source = "cancelled";
        await store.Append(await store.Begin(source), [.. Enumerable.Range(0, 2500).Select(row => Sample.Order($"{row}", $"c{row}", 1))]);
        using var stop = new CancellationTokenSource();
        var carry = new BulkCarry(source, 1, 0, new MonthCalendar(TimeZoneInfo.Utc));
        var rule = Replay.RuleOf(carry);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Projection.CarryFar(
            carry,
            (ledger, version, entries) =>
            {
                stop.Cancel();
                return rule(ledger, version, entries);
            },
            new Progress<BulkProgress>(),
            stop.Token));

        Assert.Equal(0, (await store.Projection.Position(source, Cancelled)).Position);
        Assert.Equal(2500, (await store.CarryFar(source))!.Entries);
        Assert.Empty((await store.Compare(source)).Shown);
    }

    [Fact]
    public async Task Bounds_of_months_are_kept_with_what_is_cut_by_them_until_it_is_made_anew()
    {
        const string source = "bounds";
        var tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        var october = Month.Parse("2026-10");
        await store.Append(await store.Begin(source), Sample.Order("a", hour: 70));

        await store.CarryFar(source, zone: tokyo);
        var kept = await store.Projection.MonthBounds(source, Cancelled);
        var elsewhere = await Assert.ThrowsAsync<TxException>(() => CarryMore(source));
        await store.CarryFar(source, anew: true);
        var anew = await store.Projection.MonthBounds(source, Cancelled);

        Assert.Equal(
            new Dictionary<Month, DateTimeOffset> { [october] = october.StartIn(tokyo), [october.Next] = october.Next.StartIn(tokyo) }, kept);
        Assert.Contains("rebuild", elsewhere.Message, StringComparison.Ordinal);
        Assert.Equal("UTC", (await store.Projection.Position(source, Cancelled)).Zone);
        Assert.Equal([Month.Parse("2026-09"), october], anew.Keys.Order());
        Assert.Empty((await store.Compare(source)).Shown);
    }

    [Fact]
    public async Task Lag_is_what_is_stored_and_not_carried()
    {
        const string source = "lag";
        Assert.Equal(new ProjectionLag(new StoredPosition(1, 0, 0, null), 0, null), await store.Projection.Lag(source, Cancelled));
        var week = await store.Append(await store.Begin(source), Sample.Order("a"), Sample.Order("b"));
        await store.CarryFar(source);
        await store.Append(week, Sample.Order("a", amount: 3), Sample.Order("c"));

        var lag = await store.Projection.Lag(source, Cancelled);

        Assert.Equal((new StoredPosition(1, 1, 2, "UTC"), 3L), (lag.At, lag.Entries));
        Assert.True(lag.Since >= TimeSpan.Zero);
    }

    private async Task CarryMore(string source)
    {
        var week = (await store.Weeks.Find(source, Sample.Week, Cancelled))!;
        await store.Append(week, Sample.Order("b"));
        await store.CarryFar(source);
    }

    private sealed class Steps : IProgress<BulkProgress>
    {
        public ConcurrentQueue<BulkProgress> Told { get; } = [];

        public void Report(BulkProgress value) => Told.Enqueue(value);
    }
}
