namespace Orleans.Tx.Silo.Postgres.Forgetting;

/// <summary>
/// The last step: the customer's entries in the log become nobody's. All of them at once and under one name, so that whoever replays
/// the log finds taken back what it was given before; and only once no projection has read some of them under the old name.
/// </summary>
internal static class Erasure
{
    /// <returns>False, and nothing is changed, where the aggregates are not yet behind the last entry.</returns>
    public static async Task<bool> Erase(StoreSession session, string source, string customer)
    {
        // Held until the commit: no projection moves, and no rebuild begins, meanwhile.
        var position = await session.Value<long>(Sql.Position, source) ?? 0;
        if (await session.Value<long>(Sql.LastBatch, source, customer) > position)
            return false;
        await session.Execute(Sql.Rename, source, customer);
        await session.Execute(Sql.DropLedger, source, customer);
        return true;
    }

    private static class Sql
    {
        public const string Position = "select position from tx.projections where source = $1 for update";

        public const string LastBatch = """
            select max(b.number)
            from tx.log_entries e
            join tx.batches b on b.uid = e.batch_uid
            where e.source = $1 and e.customer = $2
            """;

        // Each entry is taken back in the same week by another, so that together they are nothing, whatever they say: only how many there
        // were, in which week and currency, is left. Both of a row get the same id.
        public const string Rename = """
            with nobody as materialized (
                select 'forgotten-' || gen_random_uuid() as name
            ), entries as (
                select batch_uid, taken_back, week, id, dense_rank() over (order by week, id) as row
                from tx.log_entries
                where source = $1 and customer = $2
            )
            update tx.log_entries as e
            set customer = nobody.name, id = nobody.name || '/' || entries.row, amount = 0, occurred_at = e.week::timestamp at time zone 'UTC'
            from entries, nobody
            where e.batch_uid = entries.batch_uid and e.taken_back = entries.taken_back and e.week = entries.week and e.id = entries.id
            """;

        public const string DropLedger = "delete from tx.ledgers where source = $1 and customer = $2";
    }
}
