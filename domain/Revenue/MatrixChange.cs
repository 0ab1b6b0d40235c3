using System.Runtime.InteropServices;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>
/// Differences to cells and cohort sizes of the matrix. Adding the changes of many customers, in any order, gives the change of
/// them all. What comes to nothing is not kept.
/// </summary>
public sealed class MatrixChange
{
    private readonly Dictionary<CellKey, CellValue> _cells = [];
    private readonly Dictionary<CohortKey, long> _cohorts = [];

    public IReadOnlyDictionary<CellKey, CellValue> Cells => _cells;

    /// <summary>By how many customers the cohorts grow or shrink.</summary>
    public IReadOnlyDictionary<CohortKey, long> Cohorts => _cohorts;

    /// <summary>What replacing one customer's ledger by another changes.</summary>
    public static MatrixChange Between(CustomerLedger before, CustomerLedger after)
    {
        var change = new MatrixChange();
        change.Count(after, 1);
        change.Count(before, -1);
        return change;
    }

    public void Add(MatrixChange other)
    {
        foreach (var (key, value) in other._cells)
            Add(key, value);
        foreach (var (key, customers) in other._cohorts)
            Add(key, customers);
    }

    public void Add(CellKey key, CellValue difference)
    {
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, key, out _);
        cell += difference;
        if (cell == default)
            _cells.Remove(key);
    }

    public void Add(CohortKey key, long customers)
    {
        ref var cohort = ref CollectionsMarshal.GetValueRefOrAddDefault(_cohorts, key, out _);
        cohort += customers;
        if (cohort == 0)
            _cohorts.Remove(key);
    }

    private void Count(CustomerLedger ledger, int sign)
    {
        if (ledger.Cohort is not { } cohort)
            return;

        Add(new CohortKey(cohort, null), sign);
        var currencies = new HashSet<Currency>();
        foreach (var month in ledger.Months)
        {
            var revenue = sign > 0 ? month.Revenue : -month.Revenue;
            Add(new CellKey(month.Month, cohort, month.Currency), new CellValue(revenue, sign * month.Orders, sign));
            if (currencies.Add(month.Currency))
                Add(new CohortKey(cohort, month.Currency), sign);
        }
    }
}
