using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Silo.Postgres.Limiting;

/// <summary>The clock of the database's server.</summary>
internal sealed class StoreClock(Database database) : IStoreClock
{
    public async Task<DateTimeOffset> Now(CancellationToken cancellationToken) =>
        await database.Run(session => session.Value<DateTimeOffset>(Sql.Now), cancellationToken)
            ?? throw new InvalidOperationException("the server's clock gave no time");

    public Task<DateTimeOffset?> UnknownUntil(CancellationToken cancellationToken) =>
        database.Run(session => session.Value<DateTimeOffset>(Sql.UnknownUntil), cancellationToken);

    private static class Sql
    {
        public const string UnknownUntil = """
            select greatest(
                (select max(restored_at) from tx.restorations),
                (select max(began_at) from tx.engines where isfinite(began_at)))
            """;

        public const string Now = "select clock_timestamp()";
    }
}
