using System.Runtime.InteropServices;
using Npgsql;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>
/// Takes entries ordered by customer, runs the rule over them, and writes each ledger once. Where the source has none yet they are
/// loaded straight into the table; else those of a block are read, and put where the version is still theirs.
/// </summary>
internal sealed class BulkLedgers(ProjectionStore store, BulkCarry carry, CarryRule rule, int epoch, long to) : IAsyncDisposable
{
    private readonly List<LedgerWrite> _done = [];
    private LedgerWrite? _open;
    private NpgsqlBinaryImporter? _importer;

    /// <summary>What the ledgers change.</summary>
    public MatrixChange Change { get; } = new();

    /// <summary>Looks whether the source has ledgers yet; if not, the session can do nothing else until <see cref="Complete"/>.</summary>
    public async Task Begin(StoreSession writing)
    {
        if (await writing.Value<bool>(Sql.HasNone, carry.Source) is true)
            _importer = await writing.Copy(LedgerRow.Copy);
    }

    /// <summary>Carries entries; those that follow may begin with more of the last customer.</summary>
    public async Task Apply(List<LogEntry> block, StoreSession writing, CancellationToken cancellationToken)
    {
        var stored = await Stored(block, cancellationToken);
        for (var (start, end) = (0, 0); start < block.Count; start = end)
        {
            var customer = block[start].Customer;
            for (end = start + 1; end < block.Count && block[end].Customer == customer;)
                end++;
            Take(customer, CollectionsMarshal.AsSpan(block)[start..end], stored);
        }

        await Write(writing, cancellationToken);
    }

    /// <summary>Writes what is left.</summary>
    public async Task Complete(StoreSession writing, CancellationToken cancellationToken)
    {
        if (_open is { } last)
            _done.Add(last);
        _open = null;
        await Write(writing, cancellationToken);
        if (_importer is not null)
            await _importer.CompleteAsync(cancellationToken);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_importer is not null)
            await _importer.DisposeAsync();
        _importer = null;
    }

    private async Task<IReadOnlyDictionary<string, CustomerLedger>> Stored(List<LogEntry> block, CancellationToken cancellationToken) =>
        _importer is not null
            ? new Dictionary<string, CustomerLedger>()
            : await store.Ledgers(carry.Source, [.. block.Select(entry => entry.Customer).Distinct(StringComparer.Ordinal)], cancellationToken);

    private void Take(string customer, ReadOnlySpan<LogEntry> entries, IReadOnlyDictionary<string, CustomerLedger> stored)
    {
        if (_open is not { } open || open.Customer != customer)
        {
            if (_open is { } done)
                _done.Add(done);
            var ledger = stored.GetValueOrDefault(customer, CustomerLedger.Empty);
            open = new LedgerWrite(customer, ledger.Version, ledger);
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

    private async Task Write(StoreSession writing, CancellationToken cancellationToken)
    {
        await AskFirstOrders(cancellationToken);
        if (_importer is not null)
        {
            foreach (var write in _done)
                await LedgerRow.Write(_importer, carry.Source, epoch, write, cancellationToken);
        }
        else
        {
            await LedgerWriter.Write(writing, carry.Source, epoch, carry.From, _done);
        }

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

    private static class Sql
    {
        public const string HasNone = "select not exists (select from tx.ledgers where source = $1)";
    }
}
