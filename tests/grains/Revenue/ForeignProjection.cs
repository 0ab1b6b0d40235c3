using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Revenue;

/// <summary>Another projection of the same source: it works on the store behind the grains' back.</summary>
internal static class ForeignProjection
{
    /// <summary>Carries the next batches, if there are any.</summary>
    public static void Carry(FakeSource source, int mostEntries = 5000)
    {
        var (log, aggregates) = (source.Store.Log, source.Store.Aggregates);
        var at = aggregates.Position(log.Last);
        if (log.Read(at.Position, mostEntries) is not { } range)
            return;

        var (ledgers, change) = (new List<LedgerWrite>(), new MatrixChange());
        foreach (var customer in range.Entries.GroupBy(entry => entry.Customer, StringComparer.Ordinal))
        {
            var ledger = aggregates.Ledger(customer.Key);
            if (ledger.Version > at.Position)
                return; // The grains were faster: they committed since the position was read.
            var step = ledger.Apply(range.To, [.. customer.Select(EntryOf)]);
            change.Add(step.Change);
            var next = step.Ledger.ForgotFirstOrder
                ? step.Ledger.WithFirstOrder(log.FirstOrders(range.To, [customer.Key])[customer.Key])
                : step.Ledger;
            ledgers.Add(new LedgerWrite(customer.Key, ledger.Version, next, [.. customer.Select(entry => entry.Week).Distinct()]));
        }

        try
        {
            aggregates.Commit(new ProjectionCommit(source.Name, at.Epoch, at.Position, range.To, "UTC", ledgers, change));
        }
        catch (StaleProjectionException)
        {
            // The grains were faster: then it is the other way round.
        }
    }

    private static LedgerEntry EntryOf(LogEntry entry) =>
        new(Month.Of(entry.OccurredAt, TimeZoneInfo.Utc), entry.OccurredAt, entry.Currency, entry.Amount, entry.TakenBack);
}
