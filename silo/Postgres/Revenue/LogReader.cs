using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>
/// Reads whole batches of the log. A batch is the rows that still carry its uid together with its log entries: of one instant, since
/// a row that is being restated moves from the one to the other.
/// </summary>
internal static class LogReader
{
    public static async Task<LogRange?> Read(StoreSession session, string source, long after, int most)
    {
        var batches = await session.All(Sql.Batches, ReadBatch, source, after, most);
        if (batches.Count == 0)
            return null;

        var found = batches.ToDictionary(batch => batch.Uid, batch => new List<LogEntry>(batch.Entries));
        var weeks = batches.ToDictionary(batch => batch.Uid, batch => Week.Of(batch.Week));
        foreach (var week in batches.GroupBy(batch => batch.Week))
            Sort(await session.All(Sql.Rows, ReadEntry, week.Key, week.Select(batch => batch.Uid).ToArray()), found);
        Sort(await session.All(Sql.Entries, ReadEntry, found.Keys.ToArray()), found);
        return new LogRange(batches[^1].Number, [.. batches.SelectMany(batch => Whole(source, batch, found[batch.Uid]))]);

        (long, LogEntry) ReadEntry(NpgsqlDataReader row)
        {
            var uid = row.GetInt64(0);
            return (uid, new LogEntry(
                row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), Currency.Parse(row.GetString(3)), Money.OfSum(row.GetDecimal(4)), row.GetBoolean(5), weeks[uid]));
        }
    }

    private static void Sort(List<(long Uid, LogEntry Entry)> entries, Dictionary<long, List<LogEntry>> batches)
    {
        foreach (var (uid, entry) in entries)
            batches[uid].Add(entry);
    }

    private static List<LogEntry> Whole(string source, LoggedBatch batch, List<LogEntry> entries) => entries.Count == batch.Entries
        ? entries
        : throw new TxException(TxError.Invalid, Damage(source, batch, entries.Count));

    /// <summary>A batch that has not as many entries as it was stored with, in words.</summary>
    public static string Damage(string source, LoggedBatch batch, int entries) =>
        $"Batch {batch.Number} of {source} was stored with {batch.Entries} entries and has {entries}: rows were changed behind the log's back.";

    public static LoggedBatch ReadBatch(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<DateOnly>(2), row.GetInt32(3));

    private static class Sql
    {
        // A batch has at least one entry, so more batches than entries are never wanted.
        public const string Batches = """
            select number, uid, week, entries
            from (
                select number, uid, week, entries, sum(entries) over (order by number) as so_far
                from (
                    select number, uid, week, rows + taken_back as entries
                    from tx.batches
                    where source = $1 and number > $2
                    order by number
                    limit $3
                ) as following
            ) as counted
            where so_far <= $3 or so_far = entries
            order by number
            """;

        // Asked for week by week, so that only the week's partition is touched, and batch by batch through the index: a planner
        // that knows nothing of a new week's rows yet would read them all. A uid is of one source only.
        public const string Rows = """
            select t.*
            from unnest($2::bigint[]) as batch(uid)
            cross join lateral (
                select batch_uid, customer, occurred_at, currency, amount, false
                from tx.transactions
                where week = $1 and batch_uid = batch.uid
                offset 0
            ) as t
            """;

        public const string Entries = """
            select e.*
            from unnest($1::bigint[]) as batch(uid)
            cross join lateral (
                select batch_uid, customer, occurred_at, currency, amount, taken_back
                from tx.log_entries
                where batch_uid = batch.uid
                offset 0
            ) as e
            """;
    }
}
