using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>
/// Rows that leave. What a row was stays in the log twice: added by the batch that it leaves, which so reads the same forever, and taken
/// back by the one that removes it.
/// </summary>
internal static class RemovedRows
{
    /// <summary>The most rows that leave in one transaction.</summary>
    public const int MostInBatch = 10_000;

    /// <returns>How many of the ids had a row.</returns>
    public static async Task<int> Remove(StoreSession session, string source, Week week, IReadOnlyCollection<string> ids, long uid) =>
        (int)(await Take(session, source, week, ids, uid)).Sum(batch => batch.Rows);

    /// <returns>How many rows left each batch that had some of them.</returns>
    public static Task<List<(long Uid, long Rows)>> Take(StoreSession session, string source, Week week, IReadOnlyCollection<string> ids, long uid) =>
        session.All(Sql.Remove, row => (row.GetInt64(0), row.GetInt64(1)), source, week.Monday, ids.ToArray(), uid);

    private static class Sql
    {
        // Each row is looked up by its key, whatever the planner thinks of the rest.
        public const string Remove = """
            with gone as (
                select stored.*
                from unnest($3::text[]) as leaving(id)
                cross join lateral (
                    select id, customer, occurred_at, amount, currency, batch_uid
                    from tx.transactions where source = $1 and week = $2 and id = leaving.id limit 1
                ) as stored
            ), logged as (
                insert into tx.log_entries (batch_uid, taken_back, source, week, id, customer, occurred_at, amount, currency)
                select uid, taken_back, $1, $2, id, customer, occurred_at, amount, currency
                from gone
                cross join lateral (values (gone.batch_uid, false), ($4, true)) as entry(uid, taken_back)
            ), deleted as (
                delete from tx.transactions where source = $1 and week = $2 and id = any($3)
            ), forgotten as (
                delete from tx.unseen where source = $1 and week = $2 and id = any($3)
            )
            select batch_uid, count(*) from gone group by batch_uid
            """;
    }
}
