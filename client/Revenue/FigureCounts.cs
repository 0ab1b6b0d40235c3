using System.Runtime.CompilerServices;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Revenue;

/// <summary>Adds up the orders of one partition by month, currency and cohort.</summary>
/// <param name="cohorts">When each customer was acquired.</param>
internal sealed class FigureCounts(Month[] cohorts)
{
    // A hundred months of a currency, and more.
    private const int Recent = 128;

    private readonly Dictionary<FigureKey, FigureCount> _counts = [];
    private readonly FigureCount?[] _recent = new FigureCount?[Recent];

    /// <param name="isFirst">The order is at its customer's first timestamp.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int customer, FigureKey key, Int128 units, bool isFirst)
    {
        ref var recent = ref _recent[key.Spread % Recent];
        if (recent is null || recent.Key != key)
            recent = Of(key);
        recent.Add(customer, cohorts[customer], units, isFirst);
    }

    public void AddTo(MatrixSums sums)
    {
        if (cohorts.Length == 0)
            return;

        var everyone = new CustomerSet(cohorts.Length);
        foreach (var counts in _counts.Values.GroupBy(count => count.Key.Currency))
        {
            var anyone = new CustomerSet(cohorts.Length);
            foreach (var count in counts)
            {
                count.AddTo(sums);
                anyone.Add(count.Customers);
            }

            Add(anyone, counts.Key, sums);
            everyone.Add(anyone);
        }

        Add(everyone, currency: null, sums);
    }

    private void Add(CustomerSet customers, int? currency, MatrixSums sums)
    {
        var (oldest, youngest) = (cohorts[0], cohorts[0]);
        foreach (var cohort in cohorts)
            (oldest, youngest) = (cohort.CompareTo(oldest) < 0 ? cohort : oldest, cohort.CompareTo(youngest) > 0 ? cohort : youngest);

        var counts = new long[youngest.Ordinal - oldest.Ordinal + 1];
        customers.CountByCohort(cohorts, oldest, counts);
        foreach (var (age, count) in counts.Index().Where(count => count.Item > 0))
            sums.AddCustomers(Month.OfOrdinal(oldest.Ordinal + age), currency, count);
    }

    private FigureCount Of(FigureKey key)
    {
        if (!_counts.TryGetValue(key, out var count))
            _counts.Add(key, count = new FigureCount(key, cohorts.Length));
        return count;
    }
}
