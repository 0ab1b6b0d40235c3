using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>A bulk carry: customer by customer, those with many entries in parts, and all or nothing.</summary>
internal sealed class FakeBulk(StoredSource store, BulkCarry carry, CarryRule rule, IProgress<BulkProgress> progress)
{
    private const int MostEntries = 3;

    public BulkCarried? Carry()
    {
        var (to, from) = (store.Log.Last, carry.Anew ? 0 : carry.From);
        if (to <= from && !carry.Anew)
            return null;

        var entries = store.Log.EntriesUpTo(to).Skip(store.Log.EntriesUpTo(from).Count).ToList();
        var (ledgers, change) = (new List<LedgerWrite>(), new MatrixChange());
        foreach (var customer in entries.GroupBy(entry => entry.Customer, StringComparer.Ordinal))
        {
            ledgers.Add(Step(customer.Key, [.. customer.OrderBy(entry => entry.TakenBack)], to, change));
            progress.Report(new BulkProgress(ledgers.Count, entries.Count));
        }

        var commit = new ProjectionCommit(carry.Source, carry.Epoch, carry.From, to, carry.Months.Zone.Id, ledgers, change, carry.Months);
        var values = carry.Anew ? store.Aggregates.CommitAnew(commit) : store.Aggregates.Commit(commit);
        return new BulkCarried(store.Aggregates.Position(to).Epoch, to, entries.Count, values, []);
    }

    private LedgerWrite Step(string customer, LogEntry[] entries, long to, MatrixChange change)
    {
        var before = carry.Anew ? CustomerLedger.Empty : store.Aggregates.Ledger(customer);
        var ledger = before;
        foreach (var part in entries.Chunk(MostEntries))
        {
            var step = rule(ledger, to, part);
            change.Add(step.Change);
            ledger = step.Ledger;
        }

        if (ledger.ForgotFirstOrder)
            ledger = ledger.WithFirstOrder(store.Log.FirstOrders(to, [customer])[customer]);
        return new LedgerWrite(customer, before.Version, ledger, [.. entries.Select(entry => entry.Week).Distinct()]);
    }
}
