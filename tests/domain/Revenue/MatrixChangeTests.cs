using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Domain.Tests.Revenue;

public sealed class MatrixChangeTests
{
    private static readonly CellKey Key = new(Month.Parse("2026-02"), Month.Parse("2026-01"), Currency.None);
    private static readonly CohortKey Cohort = new(Month.Parse("2026-01"), null);

    [Fact]
    public void What_comes_to_nothing_is_not_kept()
    {
        var change = new MatrixChange();
        change.Add(Key, new CellValue(Money.Of(5), 1, 1));
        change.Add(Cohort, 1);
        Assert.Single(change.Cells);
        Assert.Single(change.Cohorts);

        change.Add(Key, new CellValue(Money.Of(-5), -1, -1));
        change.Add(Cohort, -1);
        Assert.Empty(change.Cells);
        Assert.Empty(change.Cohorts);

        change.Add(Key, default);
        change.Add(Cohort, 0);
        Assert.Empty(change.Cells);
        Assert.Empty(change.Cohorts);
    }

    [Fact]
    public void Orders_that_cancel_out_in_revenue_are_kept()
    {
        var change = new MatrixChange();
        change.Add(Key, new CellValue(Money.Of(5), 1, 1));
        change.Add(Key, new CellValue(Money.Of(-5), 1, 0));
        Assert.Equal(new CellValue(Money.Zero, 2, 1), change.Cells[Key]);
    }

    [Fact]
    public void Changes_of_many_customers_add_up_to_the_same_in_any_order() => Always.HoldsForLists(
        Gen.Choose(0, int.MaxValue), Order.Some,
        static (seed, orders) =>
        {
            var changes = orders
                .GroupBy(order => order.Customer)
                .Select(customer => CustomerLedger.Empty.Apply(1, [.. customer.Select(order => order.Added)]).Change)
                .ToArray();
            var inOrder = Sum(changes);
            new Random(seed).Shuffle(changes);
            var shuffled = Sum(changes);
            Assert.Equal(inOrder.Cells, shuffled.Cells);
            Assert.Equal(inOrder.Cohorts, shuffled.Cohorts);
        });

    [Fact]
    public void Change_between_two_ledgers_is_the_opposite_of_the_way_back() => Always.Holds(
        Gen.Two(Order.Some.ListOf()),
        static orders =>
        {
            var one = CustomerLedger.Empty.Apply(1, [.. orders.Item1.Select(order => order.Added)]).Ledger;
            var other = CustomerLedger.Empty.Apply(1, [.. orders.Item2.Select(order => order.Added)]).Ledger;
            var sum = Sum([MatrixChange.Between(one, other), MatrixChange.Between(other, one)]);
            Assert.Empty(sum.Cells);
            Assert.Empty(sum.Cohorts);
            Assert.Empty(MatrixChange.Between(one, one).Cells);
        });

    private static MatrixChange Sum(IEnumerable<MatrixChange> changes)
    {
        var sum = new MatrixChange();
        foreach (var change in changes)
            sum.Add(change);
        return sum;
    }
}
