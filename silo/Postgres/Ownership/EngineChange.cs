namespace Orleans.Tx.Silo.Postgres.Ownership;

/// <summary>
/// Each engine keeps the grains' states in tables of its own, so what one of them sent to a source the other does not know: the change is written
/// down for the limiters (docs/decisions/0025-a-restored-limiter-waits.md).
/// </summary>
internal static class EngineChange
{
    /// <param name="engine">The engine that begins to work on the store.</param>
    /// <returns>Whether another one worked on it last.</returns>
    public static async Task<bool> Note(Database database, string engine, CancellationToken cancellationToken) =>
        await database.Run(session => session.Value<bool>(Sql.Note, engine), cancellationToken) is true;

    private static class Sql
    {
        public const string Note = """
            insert into tx.engines (began_at, engine)
            select case when last.engine is null then '-infinity' else clock_timestamp() end, $1
            from (values (1)) as one
            left join (select engine from tx.engines order by began_at desc limit 1) as last on true
            where last.engine is distinct from $1
            on conflict do nothing
            returning isfinite(began_at)
            """;
    }
}
