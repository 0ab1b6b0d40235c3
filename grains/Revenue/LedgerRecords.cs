using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Between the domain's values and the records that cross a grain interface.</summary>
internal static class LedgerRecords
{
    public static LedgerEntryRecord ToRecord(this LogEntry entry, MonthCalendar months) => new(
        months.Of(entry.OccurredAt).FirstDay, entry.OccurredAt, entry.Currency.Code, entry.Amount.Amount, entry.TakenBack);

    public static LedgerEntry ToEntry(this LogEntry entry, MonthCalendar months) =>
        new(months.Of(entry.OccurredAt), entry.OccurredAt, entry.Currency, entry.Amount, entry.TakenBack);

    public static LedgerEntry ToEntry(this LedgerEntryRecord record) => new(
        Month.Of(record.Month), record.OccurredAt, Currency.Parse(record.Currency), Money.OfSum(record.Amount), record.TakenBack);

    public static LedgerRecord ToRecord(this CustomerLedger ledger)
    {
        var months = new LedgerMonthRecord[ledger.Months.Length];
        for (var i = 0; i < months.Length; i++)
        {
            var month = ledger.Months[i];
            months[i] = new LedgerMonthRecord(month.Month.FirstDay, month.Currency.Code, month.Revenue.Amount, month.Orders);
        }

        return new LedgerRecord(ledger.Version, ledger.FirstOrder, [.. months]);
    }

    public static CustomerLedger ToLedger(this LedgerRecord record) => CustomerLedger.Restore(
        record.Version,
        record.FirstOrder,
        record.Months.Select(month =>
            new LedgerMonth(Month.Of(month.Month), Currency.Parse(month.Currency), Money.OfSum(month.Revenue), month.Orders)));
}
