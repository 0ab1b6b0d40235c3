using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Domain.Tests.Revenue;

public sealed class RevenueMatrixTests
{
    private static readonly CellKey Key = new(Month.Parse("2026-02"), Month.Parse("2026-01"), Currency.None);
    private static readonly CohortKey Cohort = new(Month.Parse("2026-01"), null);

    [Fact]
    public void Matrix_counts_every_order_and_every_customer_once() => Always.HoldsForLists(Order.Some, static orders =>
    {
        var matrix = Matrices.Of(orders);
        Assert.Equal(orders.Length, matrix.Orders);
        Assert.Equal(orders.Select(order => order.Customer).Distinct().Count(), matrix.Customers);
        Assert.Equal(orders.Select(order => Any.MonthOf(order.OccurredAt)).Distinct().Order(), matrix.Months);
    });

    [Fact]
    public void Matrix_made_of_stored_cells_is_the_one_they_came_from() => Always.HoldsForLists(Order.Some, static orders =>
    {
        var matrix = Matrices.Of(orders);
        var stored = new RevenueMatrix(matrix.Cells, matrix.Cohorts);
        Assert.Equal(matrix.Cells, stored.Cells);
        Assert.Equal(matrix.Cohorts, stored.Cohorts);
    });

    [Fact]
    public void Cell_and_cohort_that_become_empty_leave_the_matrix()
    {
        var matrix = new RevenueMatrix();
        matrix.Set(Key, new CellValue(Money.Of(5), 1, 1));
        matrix.Set(Cohort, 1);
        matrix.Set(Key, default);
        matrix.Set(Cohort, 0);
        Assert.Empty(matrix.Cells);
        Assert.Empty(matrix.Cohorts);
    }

    [Fact]
    public void Fewer_than_no_orders_or_customers_are_refused()
    {
        var matrix = new RevenueMatrix();
        Assert.Throws<InvalidOperationException>(() => matrix.Set(Key, new CellValue(Money.Zero, -1, 0)));
        Assert.Throws<InvalidOperationException>(() => matrix.Set(Key, new CellValue(Money.Zero, 0, -1)));
        Assert.Throws<InvalidOperationException>(() => matrix.Set(Cohort, -1));

        var change = new MatrixChange();
        change.Add(Key, new CellValue(Money.Of(-1), -1, 0));
        Assert.Throws<InvalidOperationException>(() => matrix.Apply(change));
    }

    [Fact]
    public void Cell_values_add_and_subtract_each_figure_by_itself()
    {
        var (left, right) = (new CellValue(Money.Of(5), 30, 2), new CellValue(Money.Of(0.5m), 4, 1));
        Assert.Equal(new CellValue(Money.Of(5.5m), 34, 3), left + right);
        Assert.Equal(new CellValue(Money.Of(4.5m), 26, 1), left - right);
    }

    [Fact]
    public void Cells_are_ordered_by_currency_then_month_then_cohort()
    {
        CellKey[] keys =
        [
            new(Month.Parse("2026-01"), Month.Parse("2026-01"), Currency.Parse("EUR")),
            new(Month.Parse("2026-02"), Month.Parse("2026-01"), Currency.None),
            new(Month.Parse("2026-01"), Month.Parse("2026-01"), Currency.None),
            new(Month.Parse("2026-02"), Month.Parse("2025-12"), Currency.None),
        ];
        Assert.Equal([keys[2], keys[3], keys[1], keys[0]], keys.Order());
    }
}
