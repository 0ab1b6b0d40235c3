using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Tests.Ingestion;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Revenue.Orders;
using static Orleans.Tx.Grains.Tests.Revenue.Projecting;

namespace Orleans.Tx.Grains.Tests.Revenue;

public sealed class RevenueGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_answer_follows_the_projections_messages_without_reading_the_matrix_again()
    {
        var source = silo.NewSource();
        source.Add(Order("ann", "2026-02-03", 10m));
        await silo.Carry(source);
        await silo.AssertAllRight(source);
        var matrices = source.Faults.Count(StoreStep.Matrix);

        source.Add(Order("ann", "2026-03-03", 5m), Order("bob", "2026-03-03", 7m));
        await silo.Carry(source);
        await silo.Until(async () => (await silo.Report(source)).Coverage!.Position == 2);
        var answer = await silo.Report(source);

        AssertOneSnapshot(source, answer);
        Assert.Equal(2, answer.Customers);
        Assert.Equal(matrices, source.Faults.Count(StoreStep.Matrix));
    }

    [Fact]
    public async Task A_commit_that_nobody_told_of_is_in_the_answer_a_second_later()
    {
        var source = silo.NewSource();
        source.Add(Order("ann", "2026-02-03", 10m));
        await silo.Carry(source);
        await silo.AssertAllRight(source);

        source.Add(Order("ann", "2026-01-03", 5m));
        ForeignProjection.Carry(source);
        silo.Clock.Advance(Trusted - TimeSpan.FromTicks(1));
        var before = await silo.Report(source);
        silo.Clock.Advance(TimeSpan.FromTicks(1));
        var after = await silo.Report(source);

        Assert.Equal((1L, 2L), (before.Coverage!.Position, after.Coverage!.Position));
        AssertOneSnapshot(source, before);
        AssertOneSnapshot(source, after);
    }

    [Fact]
    public async Task A_message_that_follows_a_missed_one_makes_the_answer_late_and_never_wrong()
    {
        var source = silo.NewSource();
        source.Add(Order("ann", "2026-02-03", 10m));
        await silo.Carry(source);
        await silo.AssertAllRight(source);

        source.Add(Order("ann", "2026-01-03", 5m));
        ForeignProjection.Carry(source);
        source.Add(Order("bob", "2026-01-03", 1m));
        ForeignProjection.Carry(source);
        await silo.RevenueOf(source).Put(new MatrixUpdate(1, 2, 3, Values(source)));
        var answer = await silo.Report(source);

        Assert.Equal(3, answer.Coverage!.Position);
        AssertOneSnapshot(source, answer);
    }

    [Fact]
    public async Task A_message_that_comes_late_or_twice_changes_nothing()
    {
        var source = silo.NewSource();
        source.Add(Order("ann", "2026-02-03", 10m));
        await silo.Carry(source);
        var stale = Values(source);
        source.Add(Order("ann", "2026-02-04", 5m));
        await silo.Carry(source);
        await silo.AssertAllRight(source);

        await silo.RevenueOf(source).Put(new MatrixUpdate(1, 0, 1, stale));
        await silo.RevenueOf(source).Put(new MatrixUpdate(1, 1, 2, stale));

        AssertOneSnapshot(source, await silo.Report(source));
    }

    [Fact]
    public async Task A_message_of_another_epoch_is_not_taken_for_one_of_this()
    {
        var source = silo.NewSource();
        source.Add(Order("ann", "2026-02-03", 10m));
        await silo.Carry(source);
        await silo.AssertAllRight(source);
        var none = new MatrixChangeRecord([], []);

        source.Store.Aggregates.StartAnew();
        await silo.RevenueOf(source).Put(new MatrixUpdate(2, 1, 2, none));
        var answer = await silo.Report(source);

        Assert.Equal(0, answer.Coverage!.Position);
        Assert.Empty(answer.Currencies);
    }

    [Fact]
    public async Task A_month_that_was_not_told_of_a_commit_is_right_all_the_same()
    {
        var source = silo.NewSource();
        var march = new Month(2026, 3);
        source.Add(Order("ann", "2026-02-03", 10m), Order("ann", "2026-03-03", 1m));
        await silo.Carry(source);
        await silo.AssertAllRight(source);

        // Ann now is of another cohort, whose months are told of; then a commit that March knows nothing of; then one it does.
        source.Add(Order("ann", "2026-01-03", 5m));
        await silo.Carry(source);
        source.Add(Order("bob", "2026-06-03", 5m));
        await silo.Carry(source);
        source.Add(Order("bob", "2026-03-05", 5m));
        await silo.Carry(source);
        silo.Clock.Advance(Trusted);
        var row = await silo.MonthOf(source, march).Row();

        Assert.Equal(4, row.Position);
        Assert.Equal([(new DateOnly(2026, 1, 1), 1m), (new DateOnly(2026, 3, 1), 5m)], row.Cells.Select(cell => (cell.Cohort, cell.Revenue)));
    }

    [Fact]
    public async Task An_answer_is_not_complete_while_batches_of_a_complete_week_are_not_in_it()
    {
        var source = silo.NewSource();
        source.Settings = source.Settings with { Since = Pulling.Past };
        source.Add(Order("ann", "2026-11-10", 10m));
        await silo.Carry(source);
        await silo.AssertAllRight(source);

        // Within the second in which what is held is trusted.
        source.Add(Order("ann", "2026-11-11", 10m));
        source.Store.Put(WeekRow.Queued(source.Name, Pulling.Past).Week with { State = WeekState.Complete });
        var answer = await silo.Report(source);

        Assert.Equal(1, answer.Coverage!.Position);
        Assert.Equal((false, false, 1L), (answer.Coverage.Complete, answer.Coverage.NewComplete, answer.Coverage.LagBatches));
    }

    [Fact]
    public async Task Only_the_currency_that_was_asked_for_is_in_the_answer()
    {
        var source = silo.NewSource();
        source.Add(Order("ann", "2026-02-03", 10m), Order("ann", "2026-02-03", 3m, "USD"), Order("ann", "2026-02-03", 3m, ""));
        await silo.Carry(source);
        var revenue = silo.RevenueOf(source);

        var all = await revenue.Report(new RevenueQuery(null));
        var usd = await revenue.Report(new RevenueQuery("usd"));
        var none = await revenue.Report(new RevenueQuery(""));
        var unknown = await revenue.Report(new RevenueQuery("JPY"));

        Assert.Equal([null, "EUR", "USD"], all.Currencies.Select(block => block.Currency));
        Assert.Equal(["USD"], usd.Currencies.Select(block => block.Currency));
        Assert.Equal([null], none.Currencies.Select(block => block.Currency));
        Assert.Empty(unknown.Currencies);
    }

    [Fact]
    public async Task What_is_no_currency_is_refused()
    {
        var failure = await Assert.ThrowsAsync<TxException>(() => silo.RevenueOf(silo.NewSource()).Report(new RevenueQuery("US-DOLLARS")));

        Assert.Equal(TxError.Invalid, failure.Error);
    }

    [Fact]
    public async Task A_source_that_neither_configuration_nor_store_know_is_not_found()
    {
        var (unknown, stored) = (silo.NewSource(), silo.NewSource());
        (unknown.IsForgotten, stored.IsForgotten) = (true, true);
        stored.Store.Queue(Pulling.Past);

        var failure = await Assert.ThrowsAsync<TxException>(() => silo.Report(unknown));

        Assert.Equal(TxError.NotFound, failure.Error);
        Assert.Empty((await silo.Report(stored)).Currencies);
    }

    // All of the stored matrix as a commit would tell of it.
    private static MatrixChangeRecord Values(FakeSource source)
    {
        var matrix = source.Store.Aggregates.Matrix(0).Matrix;
        return new MatrixChangeRecord(
            [.. matrix.Cells.Select(cell => MatrixRecords.ToRecord(cell.Key, cell.Value))],
            [.. matrix.Cohorts.Select(cohort => MatrixRecords.ToRecord(cohort.Key, cohort.Value))]);
    }
}
