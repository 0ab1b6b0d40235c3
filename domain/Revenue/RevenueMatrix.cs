using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>
/// Month × cohort → revenue, orders, customers, for each currency: it answers all of the revenue analysis. A month's revenue is
/// the sum of its row; its new revenue the cell where cohort and month are the same; a cohort's total the sum of its column.
/// </summary>
public sealed class RevenueMatrix
{
    private readonly Dictionary<CellKey, CellValue> _cells;
    private readonly Dictionary<CohortKey, long> _cohorts;

    public RevenueMatrix() : this([], [])
    {
    }

    public RevenueMatrix(IEnumerable<KeyValuePair<CellKey, CellValue>> cells, IEnumerable<KeyValuePair<CohortKey, long>> cohorts)
    {
        _cells = new Dictionary<CellKey, CellValue>(cells);
        _cohorts = new Dictionary<CohortKey, long>(cohorts);
    }

    public IReadOnlyDictionary<CellKey, CellValue> Cells => _cells;

    /// <summary>How many customers each cohort has.</summary>
    public IReadOnlyDictionary<CohortKey, long> Cohorts => _cohorts;

    /// <summary>How many orders the matrix holds.</summary>
    public long Orders => _cells.Values.Sum(cell => cell.Orders);

    /// <summary>How many customers have at least one order.</summary>
    public long Customers => _cohorts.Where(cohort => cohort.Key.Currency is null).Sum(cohort => cohort.Value);

    /// <exception cref="InvalidOperationException">A cell or cohort would hold fewer than no orders or customers.</exception>
    public void Apply(MatrixChange change)
    {
        foreach (var (key, difference) in change.Cells)
            Set(key, _cells.GetValueOrDefault(key) + difference);
        foreach (var (key, difference) in change.Cohorts)
            Set(key, _cohorts.GetValueOrDefault(key) + difference);
    }

    /// <summary>Gives a cell its value; an empty one leaves the matrix.</summary>
    public void Set(CellKey key, CellValue value)
    {
        if (value.Orders < 0 || value.Customers < 0)
            throw new InvalidOperationException($"cell {key.Month}/{key.Cohort} would have {value.Orders} orders of {value.Customers} customers");
        if (value == default)
            _cells.Remove(key);
        else
            _cells[key] = value;
    }

    /// <summary>Gives a cohort its size; an empty one leaves the matrix.</summary>
    public void Set(CohortKey key, long customers)
    {
        if (customers < 0)
            throw new InvalidOperationException($"cohort {key.Cohort} would have {customers} customers");
        if (customers == 0)
            _cohorts.Remove(key);
        else
            _cohorts[key] = customers;
    }

    /// <summary>The months that have orders, in order.</summary>
    public IEnumerable<Month> Months => _cells.Keys.Select(key => key.Month).Distinct().Order();
}
