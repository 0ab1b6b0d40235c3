using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>A cell of the matrix: what the customers acquired in <paramref name="Cohort"/> bought in <paramref name="Month"/>.</summary>
public readonly record struct CellKey(Month Month, Month Cohort, Currency Currency) : IComparable<CellKey>
{
    /// <summary>The cell holds new revenue: its orders lie in their customers' first month.</summary>
    public bool IsNew => Month == Cohort;

    public int CompareTo(CellKey other) =>
        (Currency, Month, Cohort).CompareTo((other.Currency, other.Month, other.Cohort));
}
