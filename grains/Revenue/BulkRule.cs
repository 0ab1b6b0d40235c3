using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Runs <see cref="CustomerLedger"/>'s rule over entries as the log has them, one customer after the other.</summary>
internal sealed class BulkRule(MonthCalendar months)
{
    private readonly List<LedgerEntry> _entries = [];

    public LedgerStep Apply(CustomerLedger ledger, long version, ReadOnlySpan<LogEntry> entries)
    {
        _entries.Clear();
        foreach (var entry in entries)
            _entries.Add(entry.ToEntry(months));
        return ledger.Apply(version, _entries);
    }
}
