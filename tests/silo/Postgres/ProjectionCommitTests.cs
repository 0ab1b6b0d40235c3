using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class ProjectionCommitTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static readonly Month October = Month.Parse("2026-10");
    private static readonly LedgerEntry InOctober = Entry(October, 10);
    private static readonly LedgerEntry InNovember = Entry(October.Next, 5, "USD");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_that_is_not_stored_is_at_the_beginning()
    {
        Assert.Equal(new StoredPosition(1, 0, 0, null), await store.Projection.Position("unknown", Cancelled));
        var matrix = await store.Projection.Matrix("unknown", Cancelled);
        Assert.Equal(new StoredPosition(1, 0, 0, null), matrix.At);
        Assert.Empty(matrix.Matrix.Cells);
        Assert.Same(CustomerLedger.Empty, await store.Projection.Ledger("unknown", "ada", Cancelled));
    }

    [Fact]
    public async Task Ledgers_cells_and_position_read_as_they_were_committed()
    {
        var step = CustomerLedger.Empty.Apply(2, [InOctober, InNovember]);

        var values = await store.Projection.Commit(Commit("whole", 0, 2, step, "o'ada"), Cancelled);

        Assert.Equivalent(
            new[] { new CellRecord(October.FirstDay, October.FirstDay, null, 10, 1, 1), new CellRecord(October.Next.FirstDay, October.FirstDay, "USD", 5, 1, 1) },
            values.Cells, strict: true);
        Assert.Equivalent(
            new[]
            {
                new CohortSizeRecord(October.FirstDay, null, true, 1), new CohortSizeRecord(October.FirstDay, null, false, 1),
                new CohortSizeRecord(October.FirstDay, "USD", false, 1),
            },
            values.Cohorts, strict: true);
        AssertSame(step.Ledger, await store.Projection.Ledger("whole", "o'ada", Cancelled));
        var matrix = await store.Projection.Matrix("whole", Cancelled);
        Assert.Equal(new StoredPosition(1, 2, 0, "UTC"), matrix.At);
        Assert.Equal(step.Change.Cells, matrix.Matrix.Cells);
        Assert.Equal(step.Change.Cohorts, matrix.Matrix.Cohorts);
    }

    [Fact]
    public async Task Values_after_a_commit_are_absolute_and_what_became_empty_is_zero_and_gone()
    {
        var first = CustomerLedger.Empty.Apply(1, [InOctober, InOctober]);
        await store.Projection.Commit(Commit("absolute", 0, 1, first), Cancelled);

        var second = first.Ledger.Apply(2, [InOctober]);
        var grown = await store.Projection.Commit(Commit("absolute", 1, 2, second), Cancelled);
        var third = second.Ledger.Apply(3, [.. Enumerable.Repeat(InOctober with { TakenBack = true }, 3)]);
        var emptied = await store.Projection.Commit(Commit("absolute", 2, 3, third), Cancelled);

        Assert.Equal(new CellRecord(October.FirstDay, October.FirstDay, null, 30, 3, 1), Assert.Single(grown.Cells));
        Assert.Empty(grown.Cohorts);
        Assert.Equal(new CellRecord(October.FirstDay, October.FirstDay, null, 0, 0, 0), Assert.Single(emptied.Cells));
        Assert.All(emptied.Cohorts, cohort => Assert.Equal(0, cohort.Customers));
        Assert.Empty((await store.Projection.Matrix("absolute", Cancelled)).Matrix.Cells);
        Assert.Equal(0, await store.Value<long>("select count(*) from tx.cohorts where source = 'absolute'"));
        AssertSame(third.Ledger, await store.Projection.Ledger("absolute", "ada", Cancelled));
    }

    [Fact]
    public async Task Ledgers_whose_first_order_is_known_and_not_known_go_together()
    {
        const string source = "first-orders";
        var first = CustomerLedger.Empty.Apply(1, [InOctober, InNovember]);
        await store.Projection.Commit(Commit(source, 0, 1, first), Cancelled);
        var unknown = first.Ledger.Apply(2, [InOctober with { TakenBack = true }]);
        var known = CustomerLedger.Empty.Apply(2, [InOctober]);
        Assert.Null(unknown.Ledger.FirstOrder);
        var change = new MatrixChange();
        change.Add(unknown.Change);
        change.Add(known.Change);

        await store.Projection.Commit(
            new ProjectionCommit(source, 1, 1, 2, "UTC", [new LedgerWrite("ada", 1, unknown.Ledger, []), new LedgerWrite("bob", 0, known.Ledger, [])], change),
            Cancelled);

        AssertSame(unknown.Ledger, await store.Projection.Ledger(source, "ada", Cancelled));
        AssertSame(known.Ledger, await store.Projection.Ledger(source, "bob", Cancelled));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task A_commit_from_another_position_or_epoch_is_refused_and_stores_nothing(int epoch, long from)
    {
        var source = $"fence-{epoch}-{from}";
        var first = CustomerLedger.Empty.Apply(1, [InOctober]);
        await store.Projection.Commit(Commit(source, 0, 1, first), Cancelled);
        var before = await store.Projection.Matrix(source, Cancelled);

        var late = Commit(source, from, 3, CustomerLedger.Empty.Apply(3, [InOctober]), "bob") with { Epoch = epoch };
        await Assert.ThrowsAsync<StaleProjectionException>(() => store.Projection.Commit(late, Cancelled));

        await AssertUnchanged(source, before);
        Assert.Equal(0, (await store.Projection.Ledger(source, "bob", Cancelled)).Version);
    }

    [Fact]
    public async Task A_first_commit_from_elsewhere_than_the_beginning_is_refused()
    {
        var step = CustomerLedger.Empty.Apply(9, [InOctober]);

        await Assert.ThrowsAsync<StaleProjectionException>(() => store.Projection.Commit(Commit("middle", 5, 9, step), Cancelled));
        await Assert.ThrowsAsync<StaleProjectionException>(
            () => store.Projection.Commit(Commit("middle", 0, 9, step) with { Epoch = 2 }, Cancelled));

        Assert.Equal(0, (await store.Projection.Position("middle", Cancelled)).Position);
    }

    [Fact]
    public async Task A_ledger_built_on_another_version_refuses_the_whole_commit()
    {
        var first = CustomerLedger.Empty.Apply(1, [InOctober]);
        await store.Projection.Commit(Commit("version", 0, 1, first), Cancelled);
        var before = await store.Projection.Matrix("version", Cancelled);

        var next = first.Ledger.Apply(2, [InOctober]);
        var onNone = Commit("version", 1, 2, next, "bob");
        var asNew = onNone with { Ledgers = [new LedgerWrite("ada", 0, next.Ledger, [])] };
        var onOther = onNone with { Ledgers = [new LedgerWrite("ada", 7, next.Ledger, [])] };
        foreach (var commit in new[] { onNone, asNew, onOther })
            await Assert.ThrowsAsync<StaleProjectionException>(() => store.Projection.Commit(commit, Cancelled));

        await AssertUnchanged("version", before);
        AssertSame(first.Ledger, await store.Projection.Ledger("version", "ada", Cancelled));
    }

    [Fact]
    public async Task Of_many_projections_at_once_one_commits()
    {
        var commit = Commit("many", 0, 1, CustomerLedger.Empty.Apply(1, [InOctober]));

        var failures = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Record.ExceptionAsync(() => store.Projection.Commit(commit, Cancelled)).AsTask()));

        Assert.Equal(7, failures.Count(failure => failure is StaleProjectionException));
        Assert.Equal(1, (await store.Projection.Matrix("many", Cancelled)).Matrix.Orders);
    }

    [Fact]
    public async Task Another_zone_than_the_stored_one_asks_for_a_rebuild()
    {
        var first = CustomerLedger.Empty.Apply(1, [InOctober]);
        await store.Projection.Commit(Commit("zone", 0, 1, first), Cancelled);

        var elsewhere = Commit("zone", 1, 2, first.Ledger.Apply(2, [InOctober])) with { Zone = "Europe/Berlin" };
        var refused = await Assert.ThrowsAsync<TxException>(() => store.Projection.Commit(elsewhere, Cancelled));

        Assert.Equal(TxError.Invalid, refused.Error);
        Assert.Contains("rebuild", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new StoredPosition(1, 1, 0, "UTC"), await store.Projection.Position("zone", Cancelled));
    }

    [Fact]
    public async Task A_cell_can_never_hold_fewer_than_no_orders()
    {
        var change = new MatrixChange();
        change.Add(new CellKey(October, October, Currency.None), new CellValue(Money.Of(-1), -1, -1));

        var refused = await Assert.ThrowsAsync<TxException>(
            () => store.Projection.Commit(new ProjectionCommit("below", 1, 0, 1, "UTC", [], change), Cancelled));

        Assert.Equal(TxError.Invalid, refused.Error);
        Assert.Equal(0, (await store.Projection.Position("below", Cancelled)).Position);
    }

    [Fact]
    public async Task Thousands_of_ledgers_in_one_commit_are_each_stored()
    {
        var change = new MatrixChange();
        var writes = new List<LedgerWrite>();
        for (var customer = 0; customer < 5000; customer++)
        {
            var entries = Enumerable.Range(0, customer % 4 + 1).Select(month => Entry(Month.Of(October.FirstDay.AddMonths(month)), customer));
            var step = CustomerLedger.Empty.Apply(1, [.. entries]);
            writes.Add(new LedgerWrite($"customer {customer}", 0, step.Ledger, []));
            change.Add(step.Change);
        }

        await store.Projection.Commit(new ProjectionCommit("thousands", 1, 0, 1, "UTC", writes, change), Cancelled);

        var loaded = await Task.WhenAll(writes.Select(write => store.Projection.Ledger("thousands", write.Customer, Cancelled)));
        for (var customer = 0; customer < writes.Count; customer++)
            AssertSame(writes[customer].Ledger, loaded[customer]);
        Assert.Equal(change.Cells, (await store.Projection.Matrix("thousands", Cancelled)).Matrix.Cells);
    }

    private async Task AssertUnchanged(string source, StoredMatrix before)
    {
        var after = await store.Projection.Matrix(source, Cancelled);
        Assert.Equal(before.At, after.At);
        Assert.Equal(before.Matrix.Cells, after.Matrix.Cells);
        Assert.Equal(before.Matrix.Cohorts, after.Matrix.Cohorts);
    }

    private static void AssertSame(CustomerLedger expected, CustomerLedger actual)
    {
        Assert.Equal((expected.Version, expected.FirstOrder), (actual.Version, actual.FirstOrder));
        Assert.Equal(expected.Months.ToArray(), actual.Months.ToArray());
    }

    private static ProjectionCommit Commit(string source, long from, long to, LedgerStep step, string customer = "ada") =>
        new(source, 1, from, to, "UTC", [new LedgerWrite(customer, from, step.Ledger, [])], step.Change);

    private static LedgerEntry Entry(Month month, decimal amount, string? currency = null) =>
        new(month, month.StartIn(TimeZoneInfo.Utc).AddMinutes(1), Currency.Parse(currency), Money.Of(amount));
}
