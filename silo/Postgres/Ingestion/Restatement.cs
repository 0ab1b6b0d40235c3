using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>
/// Rows that the source now tells differently. What a row was stays in the log twice: added by the batch that it leaves, which so
/// reads the same forever, and taken back by the new one, whose uid the row then carries.
/// </summary>
internal static class Restatement
{
    /// <returns>How many rows were restated. One that differs in nothing but what it holds beyond revenue just gets that.</returns>
    public static async Task<int> Store(StoreSession session, PageBatch batch, BatchRows rows, long uid) =>
        await session.Value<int>(Sql.Restate, rows.After(batch.Source, batch.Week.Monday, uid)) ?? 0;

    private static class Sql
    {
        // All parts see the rows as they were before the statement; the week's lock keeps others from them. Each row is looked up
        // and put by its key, whatever the planner thinks of the rest.
        public const string Restate = """
            with stood as (
                select s.id, s.customer, s.occurred_at, s.amount, s.currency, s.extra::jsonb as extra,
                    t.batch_uid as old_uid, t.customer as old_customer, t.occurred_at as old_occurred_at, t.amount as old_amount,
                    t.currency as old_currency,
                    (s.customer, s.occurred_at, s.amount, s.currency) <> (t.customer, t.occurred_at, t.amount, t.currency) as restated
                from unnest($4::text[], $5::text[], $6::timestamptz[], $7::numeric[], $8::text[], $9::text[])
                    as s(id, customer, occurred_at, amount, currency, extra)
                cross join lateral (
                    select * from tx.transactions where source = $1 and week = $2 and id = s.id limit 1
                ) as t
                where t.batch_uid <> $3
                    and ((s.customer, s.occurred_at, s.amount, s.currency) <> (t.customer, t.occurred_at, t.amount, t.currency)
                        or s.extra::jsonb is distinct from t.extra)
            ), logged as (
                insert into tx.log_entries (batch_uid, taken_back, source, week, id, customer, occurred_at, amount, currency)
                select uid, taken_back, $1, $2, id, old_customer, old_occurred_at, old_amount, old_currency
                from stood
                cross join lateral (values (old_uid, false), ($3, true)) as entry(uid, taken_back)
                where restated
            ), put as (
                insert into tx.transactions (source, week, batch_uid, id, customer, occurred_at, amount, currency, extra)
                select $1, $2, case when restated then $3 else old_uid end, id, customer, occurred_at, amount, currency, extra
                from stood
                on conflict (source, week, id) do update
                set batch_uid = excluded.batch_uid, customer = excluded.customer, occurred_at = excluded.occurred_at,
                    amount = excluded.amount, currency = excluded.currency, extra = excluded.extra
            )
            select count(*) filter (where restated)::int from stood
            """;
    }
}
