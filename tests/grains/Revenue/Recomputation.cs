using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Revenue;

/// <summary>What a log comes to, computed the slow and simple way: the orders that are left, customer by customer.</summary>
internal sealed class Recomputation
{
    private readonly TimeZoneInfo _zone;

    public Recomputation(IReadOnlyList<LogEntry> log, TimeZoneInfo? zone = null)
    {
        _zone = zone ?? TimeZoneInfo.Utc;
        foreach (var customer in log.GroupBy(entry => entry.Customer, StringComparer.Ordinal))
            Count(customer.Key, Left(customer));
    }

    public Dictionary<CellKey, CellValue> Cells { get; } = [];

    public Dictionary<CohortKey, long> Cohorts { get; } = [];

    public Dictionary<string, IReadOnlyList<LedgerMonth>> Ledgers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DateTimeOffset?> FirstOrders { get; } = new(StringComparer.Ordinal);

    private static List<LogEntry> Left(IEnumerable<LogEntry> entries)
    {
        var left = new List<LogEntry>();
        foreach (var entry in entries)
        {
            if (!entry.TakenBack)
                left.Add(entry);
            else
                Assert.True(left.Remove(entry with { TakenBack = false }), "the log takes back what it never added");
        }

        return left;
    }

    private void Count(string customer, List<LogEntry> orders)
    {
        var months = orders
            .GroupBy(order => (Month: Month.Of(order.OccurredAt, _zone), order.Currency))
            .Select(same => new LedgerMonth(same.Key.Month, same.Key.Currency, Sum(same), same.Count()))
            .OrderBy(month => month.Month).ThenBy(month => month.Currency)
            .ToList();
        Ledgers[customer] = months;
        FirstOrders[customer] = orders.Min(order => (DateTimeOffset?)order.OccurredAt);
        if (months.Count == 0)
            return;

        var cohort = months.Min(month => month.Month);
        Grow(new CohortKey(cohort, null));
        foreach (var currency in months.Select(month => month.Currency).Distinct())
            Grow(new CohortKey(cohort, currency));
        foreach (var month in months)
        {
            var cell = new CellKey(month.Month, cohort, month.Currency);
            Cells[cell] = Cells.GetValueOrDefault(cell) + new CellValue(month.Revenue, month.Orders, 1);
        }
    }

    private void Grow(CohortKey cohort) => Cohorts[cohort] = Cohorts.GetValueOrDefault(cohort) + 1;

    private static Money Sum(IEnumerable<LogEntry> orders) => orders.Aggregate(Money.Zero, (sum, order) => sum + order.Amount);
}
