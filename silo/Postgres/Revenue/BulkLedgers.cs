using System.Runtime.InteropServices;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>Takes entries ordered by customer, runs the rule over them, and writes each ledger once.</summary>
internal sealed class BulkLedgers(ProjectionStore store, BulkCarry carry, CarryRule rule, LedgerLoad load, long to)
{
    private readonly List<LedgerWrite> _done = [];
    private LedgerWrite? _open;
    private List<Week> _weeks = [];

    /// <summary>What the ledgers change.</summary>
    public MatrixChange Change { get; } = new();

    /// <summary>The ledgers that a block of entries goes into, as they are stored.</summary>
    public async Task<IReadOnlyDictionary<string, CustomerLedger>> Stored(List<LogEntry> block, CancellationToken cancellationToken) => load.IsFirst
        ? new Dictionary<string, CustomerLedger>()
        : await store.Ledgers(carry.Source, [.. block.Select(entry => entry.Customer).Distinct(StringComparer.Ordinal)], cancellationToken);

    /// <summary>Carries entries; those that follow may begin with more of the last customer.</summary>
    public async Task Apply(List<LogEntry> block, IReadOnlyDictionary<string, CustomerLedger> stored, CancellationToken cancellationToken)
    {
        for (var (start, end) = (0, 0); start < block.Count; start = end)
        {
            var customer = block[start].Customer;
            for (end = start + 1; end < block.Count && block[end].Customer == customer;)
                end++;
            Take(customer, CollectionsMarshal.AsSpan(block)[start..end], stored);
        }

        await Write(cancellationToken);
    }

    /// <summary>Writes what is left.</summary>
    public async Task Complete(CancellationToken cancellationToken)
    {
        if (_open is { } last)
            _done.Add(last);
        _open = null;
        await Write(cancellationToken);
        await load.Complete(cancellationToken);
    }

    private void Take(string customer, ReadOnlySpan<LogEntry> entries, IReadOnlyDictionary<string, CustomerLedger> stored)
    {
        if (_open is not { } open || open.Customer != customer)
        {
            if (_open is { } done)
                _done.Add(done);
            var ledger = stored.GetValueOrDefault(customer, CustomerLedger.Empty);
            open = new LedgerWrite(customer, ledger.Version, ledger, _weeks = []);
        }

        foreach (var entry in entries)
        {
            if (!_weeks.Contains(entry.Week))
                _weeks.Add(entry.Week);
        }

        var step = Step(open, entries);
        Change.Add(step.Change);
        _open = open with { Ledger = step.Ledger };
    }

    private LedgerStep Step(LedgerWrite open, ReadOnlySpan<LogEntry> entries)
    {
        try
        {
            return rule(open.Ledger, to, entries);
        }
        catch (InvalidOperationException impossible)
        {
            throw new TxException(TxError.Invalid, $"The log of {carry.Source} does not hold together at customer {open.Customer}: {impossible.Message}.");
        }
    }

    private async Task Write(CancellationToken cancellationToken)
    {
        await AskFirstOrders(cancellationToken);
        await load.Write(_done, cancellationToken);
        _done.Clear();
    }

    private async Task AskFirstOrders(CancellationToken cancellationToken)
    {
        string[] forgotten = [.. _done.Where(write => write.Ledger.ForgotFirstOrder).Select(write => write.Customer)];
        if (forgotten.Length == 0)
            return;
        var asked = await store.FirstOrders(carry.Source, to, forgotten, cancellationToken);
        for (var place = 0; place < _done.Count; place++)
        {
            if (_done[place] is { Ledger.ForgotFirstOrder: true } write && asked.TryGetValue(write.Customer, out var first))
                _done[place] = write with { Ledger = write.Ledger.WithFirstOrder(first) };
        }
    }
}
