using System.Runtime.InteropServices;
using System.Threading.Channels;
using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>
/// Reads any number of batches as one stream of entries, ordered by customer: the server sorts them, on its disk where they are many.
/// A customer's taken back orders come behind the added ones, so that no part of them takes back more than was there.
/// </summary>
internal sealed class BulkLog
{
    private const int BlockLength = 1000;

    private readonly StoreSession _session;
    private readonly BulkCarry _carry;
    private readonly Dictionary<long, Expected> _expected;
    private readonly Dictionary<string, Currency> _currencies = new(StringComparer.Ordinal);
    private List<LogEntry> _block = new(BlockLength);

    private BulkLog(StoreSession session, BulkCarry carry, List<LoggedBatch> batches)
    {
        (_session, _carry, Batches) = (session, carry, batches);
        _expected = batches.ToDictionary(batch => batch.Uid, batch => new Expected { Week = Week.Of(batch.Week), Left = batch.Entries });
        Entries = batches.Sum(batch => (long)batch.Entries);
    }

    /// <summary>The batches of the range, in their order.</summary>
    public IReadOnlyList<LoggedBatch> Batches { get; }

    /// <summary>How many entries they were stored with.</summary>
    public long Entries { get; }

    /// <param name="session">All of it is read by one snapshot: a row that is being restated moves from one table to the other.</param>
    public static async Task<BulkLog> Open(StoreSession session, BulkCarry carry)
    {
        await session.Execute(Sql.Room);
        var batches = await session.All(Sql.Batches, LogReader.ReadBatch, carry.Source, carry.Anew ? 0 : carry.From);
        return new BulkLog(session, carry, batches);
    }

    /// <summary>Writes all entries, in blocks, and then ends the channel.</summary>
    public async Task ReadInto(ChannelWriter<List<LogEntry>> blocks, CancellationToken cancellationToken)
    {
        try
        {
            var first = Batches.Count > 0 ? Batches[0].Number : 1;
            await _session.Until(cancellationToken).Each(
                Sql.Entries, row => Take(row, blocks, cancellationToken), _carry.Source, first, Batches.Count > 0 ? Batches[^1].Number : 0);
            await blocks.WriteAsync(_block, cancellationToken);
            blocks.Complete();
        }
        catch (Exception failure)
        {
            // Whoever reads the blocks throws it again.
            blocks.TryComplete(failure);
        }
    }

    /// <summary>What the batches hold beside what they were stored with, in words.</summary>
    public IEnumerable<string> Damages() => Batches
        .Where(batch => _expected[batch.Uid].Left != 0)
        .Select(batch => LogReader.Damage(_carry.Source, batch, batch.Entries - _expected[batch.Uid].Left));

    private ValueTask Take(NpgsqlDataReader row, ChannelWriter<List<LogEntry>> blocks, CancellationToken cancellationToken)
    {
        ref var batch = ref CollectionsMarshal.GetValueRefOrNullRef(_expected, row.GetInt64(0));
        batch.Left--;
        _block.Add(new LogEntry(
            row.GetString(1), new DateTimeOffset(row.GetDateTime(2)), CurrencyOf(row.GetString(3)), Money.OfSum(row.GetDecimal(4)), row.GetBoolean(5), batch.Week));
        if (_block.Count < BlockLength)
            return ValueTask.CompletedTask;

        var full = _block;
        _block = new List<LogEntry>(BlockLength);
        return blocks.WriteAsync(full, cancellationToken);
    }

    private Currency CurrencyOf(string code)
    {
        ref var currency = ref CollectionsMarshal.GetValueRefOrAddDefault(_currencies, code, out var known);
        if (!known)
            currency = Currency.Parse(code);
        return currency;
    }

    /// <summary>What is expected of a batch: its week, and how many entries are still to come.</summary>
    private struct Expected
    {
        public Week Week;
        public int Left;
    }

    private static class Sql
    {
        // More than a short query gets, and a bound all the same.
        public const string Room = "select set_config('work_mem', '64MB', true)";

        public const string Batches = """
            select number, uid, week, rows + taken_back
            from tx.batches
            where source = $1 and number > $2
            order by number
            """;

        // Batch by batch through the index, each in its week's partition: as LogReader does and why.
        public const string Entries = """
            select t.*
            from tx.batches b
            cross join lateral (
                select batch_uid, customer, occurred_at, currency, amount, false as taken_back
                from tx.transactions
                where week = b.week and batch_uid = b.uid
                offset 0
            ) as t
            where b.source = $1 and b.number between $2 and $3
            union all
            select e.*
            from tx.batches b
            cross join lateral (
                select batch_uid, customer, occurred_at, currency, amount, taken_back
                from tx.log_entries
                where batch_uid = b.uid
                offset 0
            ) as e
            where b.source = $1 and b.number between $2 and $3
            order by customer, taken_back
            """;
    }
}
