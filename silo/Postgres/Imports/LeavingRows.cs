using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Silo.Postgres.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Imports;

/// <summary>
/// Rows that leave for others. What a row was stays in the log twice: added by the batch that it leaves, which so reads the same forever,
/// and taken back by the new one.
/// </summary>
internal static class LeavingRows
{
    /// <summary>Takes out rows of a week by their ids.</summary>
    public static async Task Take(StoreSession session, string source, Week week, string[] ids, ImportBatches batches) =>
        await Count(session, source, week, await RemovedRows.Take(session, source, week, ids, batches.Uid(week)), batches);

    /// <summary>Takes out rows of some batches of a week: those in the time of an import, and all of those that are to leave whole.</summary>
    /// <returns>How many.</returns>
    public static async Task<long> Take(StoreSession session, StoredImport import, Week week, IReadOnlyList<LeavingBatch> from, ImportBatches batches)
    {
        var gone = await session.Patient.All(
            Sql.ByBatch, Read, import.Source, week.Monday, from.Select(batch => batch.Uid).ToArray(),
            from.Where(batch => batch.IsWhole).Select(batch => batch.Uid).ToArray(), import.File.First ?? DateTimeOffset.MaxValue,
            import.File.Last ?? DateTimeOffset.MinValue, batches.Uid(week));
        await Count(session, import.Source, week, gone, batches);
        return gone.Sum(batch => batch.Rows);
    }

    private static async Task Count(StoreSession session, string source, Week week, List<(long Uid, long Rows)> gone, ImportBatches batches)
    {
        batches.TookBack(week, gone.Sum(batch => batch.Rows));
        if (gone.Count > 0)
            await session.Execute(Sql.Gone, source, gone.Select(batch => batch.Uid).ToArray(), gone.Select(batch => batch.Rows).ToArray());
    }

    private static (long Uid, long Rows) Read(NpgsqlDataReader row) => (row.GetInt64(0), row.GetInt64(1));

    private static class Sql
    {
        public const string ByBatch = """
            with gone as (
                select stood.*
                from unnest($3::bigint[]) as batch(uid)
                cross join lateral (
                    select id, customer, occurred_at, amount, currency, batch_uid
                    from tx.transactions
                    where source = $1 and week = $2 and batch_uid = batch.uid and (batch.uid = any($4) or occurred_at between $5 and $6)
                    offset 0
                ) as stood
            ), logged as (
                insert into tx.log_entries (batch_uid, taken_back, source, week, id, customer, occurred_at, amount, currency)
                select uid, taken_back, $1, $2, id, customer, occurred_at, amount, currency
                from gone
                cross join lateral (values (gone.batch_uid, false), ($7, true)) as entry(uid, taken_back)
            ), deleted as (
                delete from tx.transactions
                where source = $1 and week = $2 and batch_uid = any($3) and (batch_uid = any($4) or occurred_at between $5 and $6)
            ), forgotten as (
                delete from tx.import_ids where source = $1 and id = any(array(select id from gone))
            )
            select batch_uid, count(*) from gone group by batch_uid
            """;

        public const string Gone = """
            update tx.imports as i
            set gone = gone + lost.rows, updated_at = clock_timestamp()
            from (
                select b.run, sum(told.rows)::bigint as rows
                from unnest($2::bigint[], $3::bigint[]) as told(uid, rows)
                join tx.batches as b on b.uid = told.uid
                group by b.run
            ) as lost
            where i.source = $1 and i.number = lost.run
            """;
    }
}
