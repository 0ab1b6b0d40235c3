using System.Runtime.CompilerServices;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Revenue;

/// <summary>The orders of one month and currency in one partition, added up by cohort.</summary>
internal sealed class FigureCount(FigureKey key, int customers)
{
    private CellSum[] _cells = new CellSum[16];
    private CellSum _first;

    public FigureKey Key { get; } = key;

    /// <summary>Who has orders in this month and currency.</summary>
    public CustomerSet Customers { get; } = new(customers);

    /// <param name="isFirst">The order is at its customer's first timestamp.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int customer, Month cohort, Int128 units, bool isFirst)
    {
        // No cohort is younger than the month.
        var age = Key.Month.Ordinal - cohort.Ordinal;
        if (age >= _cells.Length)
            Array.Resize(ref _cells, Math.Max(age + 1, _cells.Length * 2));
        _cells[age].Add(units, 1, Customers.Add(customer) ? 1 : 0);
        if (isFirst)
            _first.Add(units, 1, 0);
    }

    public void AddTo(MatrixSums sums)
    {
        for (var age = 0; age < _cells.Length; age++)
        {
            if (_cells[age].Orders > 0)
                sums.Add(Month.OfOrdinal(Key.Month.Ordinal - age), Key, _cells[age]);
        }

        if (_first.Orders > 0)
            sums.AddFirst(Key, _first);
    }
}
