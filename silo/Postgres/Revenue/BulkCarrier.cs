using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>
/// Carries any length of the log by one transaction, as a sort-merge (docs/decisions/0016): one connection reads the entries ordered by
/// customer, another writes the ledgers that the rule makes of them. The position is locked first: nobody else moves the aggregates
/// meanwhile, and whoever reads them sees what was there before.
/// </summary>
internal sealed class BulkCarrier(
    ProjectionStore store, Database database, BulkCarry carry, CarryRule rule, IProgress<BulkProgress> progress, CancellationToken cancellationToken)
{
    // Enough for reader and writer not to wait for each other at every turn.
    private const int MostBlocks = 8;

    /// <returns>Null where there is nothing to carry.</returns>
    public Task<BulkCarried?> Carry() => database.Transact(
        async writing =>
        {
            await CommitWriter.Hold(writing, carry.Source, carry.Epoch, carry.From, carry.Anew ? null : carry.Months.Zone.Id);

            // Its snapshot begins behind the lock: it sees every batch that anyone can have asked for.
            return await database.Snapshot(async reading => await Carry(writing.Patient, await BulkLog.Open(reading.Patient, carry)), cancellationToken);
        },
        cancellationToken);

    private async Task<BulkCarried?> Carry(StoreSession writing, BulkLog log)
    {
        if (log.Batches.Count == 0 && !carry.Anew)
            return null;

        var (epoch, to) = (carry.Anew ? carry.Epoch + 1 : carry.Epoch, log.Batches.Count > 0 ? log.Batches[^1].Number : 0);
        if (carry.Anew)
            await Drop(writing);
        await using var load = new LedgerLoad(writing, carry.Source, epoch, carry.From);
        await load.Begin();
        var ledgers = new BulkLedgers(store, carry, rule, load, to);
        await Merge(log, ledgers);
        await ledgers.Complete(cancellationToken);

        var damages = log.Damages().ToList();
        if (damages.Count > 0 && !carry.Anew)
            throw new TxException(TxError.Invalid, damages[0]);
        await writing.Execute(Sql.Advance, carry.Source, epoch, to, carry.Months.Zone.Id, carry.Anew);
        return new BulkCarried(
            epoch, to, log.Entries, await MatrixWriter.Write(writing, carry.Source, ledgers.Change, carry.Months), damages);
    }

    private async Task Drop(StoreSession writing)
    {
        await writing.Execute(Sql.DropLedgers, carry.Source);
        await writing.Execute(Sql.DropCells, carry.Source);
        await writing.Execute(Sql.DropCohorts, carry.Source);
        await writing.Execute(Sql.DropMonths, carry.Source);
    }

    private async Task Merge(BulkLog log, BulkLedgers ledgers)
    {
        var blocks = Channel.CreateBounded<List<LogEntry>>(MostBlocks);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = log.ReadInto(blocks.Writer, stop.Token);
        try
        {
            var carried = 0L;
            progress.Report(new BulkProgress(carried, log.Entries));
            await foreach (var (block, stored) in WithStored(blocks.Reader, ledgers, stop.Token))
            {
                await ledgers.Apply(block, stored, stop.Token);
                progress.Report(new BulkProgress(carried += block.Count, log.Entries));
            }
        }
        finally
        {
            // The reader's connection is given back only once nothing is read from it.
            await stop.CancelAsync();
            await reading;
        }
    }

    // While one block is carried the ledgers of the next are read.
    private static async IAsyncEnumerable<(List<LogEntry> Block, IReadOnlyDictionary<string, CustomerLedger> Stored)> WithStored(
        ChannelReader<List<LogEntry>> blocks, BulkLedgers ledgers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (due, reading) = ((List<LogEntry>?)null, Task.FromResult<IReadOnlyDictionary<string, CustomerLedger>>(null!));
        await foreach (var block in blocks.ReadAllAsync(cancellationToken))
        {
            var stored = await reading;
            (var ready, due, reading) = (due, block, ledgers.Stored(block, cancellationToken));
            if (ready is not null)
                yield return (ready, stored);
        }

        if (due is not null)
            yield return (due, await reading);
    }

    private static class Sql
    {
        public const string Advance = """
            update tx.projections
            set epoch = $2, position = $3, zone = case when $5 then $4 else coalesce(zone, $4) end
            where source = $1
            """;

        // A reader of the aggregates must not wait, as it would for a truncated table.
        public const string DropLedgers = "delete from tx.ledgers where source = $1";

        public const string DropCells = "delete from tx.cells where source = $1";

        public const string DropCohorts = "delete from tx.cohorts where source = $1";

        public const string DropMonths = "delete from tx.month_bounds where source = $1";
    }
}
