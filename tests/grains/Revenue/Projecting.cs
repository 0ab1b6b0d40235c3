using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Jobs;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Revenue;

/// <summary>What tests of the projection and its readers have in common.</summary>
internal static class Projecting
{
    public static IProjectionGrain ProjectionOf(this TestSilo silo, FakeSource source) => silo.Grains.GetGrain<IProjectionGrain>(source.Name);

    public static IRevenueGrain RevenueOf(this TestSilo silo, FakeSource source) => silo.Grains.GetGrain<IRevenueGrain>(source.Name);

    public static IMonthGrain MonthOf(this TestSilo silo, FakeSource source, Month month) =>
        silo.Grains.GetGrain<IMonthGrain>($"{source.Name}/{month}");

    public static Task<RevenueAnswer> Report(this TestSilo silo, FakeSource source) => silo.RevenueOf(source).Report(new RevenueQuery(null));

    /// <summary>Adds a batch to the log.</summary>
    public static void Add(this FakeSource source, params LogEntry[] batch) => source.Store.Log.Add(batch);

    /// <summary>Lets the projection carry whatever is in the log.</summary>
    public static Task Carry(this TestSilo silo, FakeSource source) => silo.Until(async () =>
    {
        await silo.ProjectionOf(source).Advance();
        return PositionOf(source) == source.Store.Log.Last;
    });

    public static long PositionOf(FakeSource source) => source.Store.Aggregates.Position(0).Position;

    /// <summary>Makes the aggregates anew.</summary>
    public static async Task<RebuildStatus> Rebuild(this TestSilo silo, FakeSource source)
    {
        var projection = silo.ProjectionOf(source);
        var status = await projection.Rebuild();
        await silo.Until(async () => (status = await projection.RebuildStatus(status.Id)).State != JobState.Running);
        return status;
    }

    /// <summary>Ledgers, matrix, months' rows and the answer are what the whole log comes to.</summary>
    public static async Task AssertAllRight(this TestSilo silo, FakeSource source)
    {
        AssertAggregatesRight(source);
        var expected = new Recomputation(source.Store.Log.EntriesUpTo(source.Store.Log.Last));
        silo.Clock.Advance(TimeSpan.FromSeconds(1));
        var answer = await silo.Report(source);
        Assert.Equal((source.Store.Log.Last, 0L), (answer.Coverage!.Position, answer.Coverage.LagBatches));
        AssertOneSnapshot(source, answer);
        foreach (var month in expected.Cells.Keys.Select(cell => cell.Month).Distinct())
        {
            var row = await silo.MonthOf(source, month).Row();
            Assert.Equal(source.Store.Log.Last, row.Position);
            Assert.Equal(
                expected.Cells.Where(cell => cell.Key.Month == month).OrderBy(cell => cell.Key).Select(cell => MatrixRecords.ToRecord(cell.Key, cell.Value)),
                row.Cells);
        }
    }

    /// <summary>What is stored is what the log comes to, up to the stored position.</summary>
    public static void AssertAggregatesRight(FakeSource source, TimeZoneInfo? zone = null)
    {
        var matrix = source.Store.Aggregates.Matrix(source.Store.Log.Last);
        var expected = new Recomputation(source.Store.Log.EntriesUpTo(matrix.At.Position), zone);
        Assert.Equal(expected.Cells.OrderBy(cell => cell.Key), matrix.Matrix.Cells.OrderBy(cell => cell.Key));
        Assert.Equal(InOrder(expected.Cohorts), InOrder(matrix.Matrix.Cohorts));
        var ledgers = source.Store.Aggregates.Ledgers;
        Assert.Equal(expected.Ledgers.Keys.Order(StringComparer.Ordinal), ledgers.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected.Ledgers, ledger => Assert.Equal(ledger.Value, ledgers[ledger.Key].Months.ToArray()));
        Assert.All(expected.FirstOrders, first => Assert.Equal(first.Value, ledgers[first.Key].FirstOrder));
    }

    /// <summary>An answer's cohorts are the matrix at the position it names, and its months have the same sums.</summary>
    public static void AssertOneSnapshot(FakeSource source, RevenueAnswer answer)
    {
        var log = source.Store.Log.EntriesUpTo(answer.Coverage!.Position);
        var expected = new Recomputation(log);
        var cells = answer.Currencies
            .SelectMany(block => block.Cohorts!.Value, (block, cohort) => (block.Currency, Cohort: cohort))
            .SelectMany(column => column.Cohort.Months, (column, month) => KeyValuePair.Create(
                new CellKey(Month.Parse(month.Month), Month.Parse(column.Cohort.Cohort), Currency.Parse(column.Currency)),
                new CellValue(Money.OfSum(month.Revenue), month.Orders, month.Customers)));
        Assert.Equal(expected.Cells.OrderBy(cell => cell.Key), cells.OrderBy(cell => cell.Key));
        Assert.Equal(log.Sum(entry => entry.TakenBack ? -1 : 1), answer.Rows);
        foreach (var block in answer.Currencies)
        {
            var sum = log.Where(entry => entry.Currency.Code == block.Currency).Sum(entry => entry.TakenBack ? -entry.Amount.Amount : entry.Amount.Amount);
            Assert.Equal(sum, block.Revenue);
            Assert.Equal(sum, block.Months!.Value.Sum(month => month.NewRevenue + month.RecurringRevenue));
            Assert.Equal(sum, block.Cohorts!.Value.Sum(cohort => cohort.Revenue));
        }
    }

    private static IEnumerable<KeyValuePair<CohortKey, long>> InOrder(IReadOnlyDictionary<CohortKey, long> cohorts) =>
        cohorts.OrderBy(cohort => cohort.Key.Cohort).ThenBy(cohort => cohort.Key.Currency?.ToString(), StringComparer.Ordinal);
}
