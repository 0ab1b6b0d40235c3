using Orleans.Tx.Silo.Source.Tokens;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>Refresh tokens as rows of <c>tx.refresh_tokens</c>: every program on the same database has the same.</summary>
internal sealed class RefreshTokens(Database database) : IRefreshTokens
{
    public Task<string?> Find(string source, string first, CancellationToken cancellationToken) =>
        database.Run(session => session.First(Sql.Find, row => row.GetString(0), source, first), cancellationToken);

    public Task Keep(string source, string first, string token, CancellationToken cancellationToken) =>
        database.Run(session => session.Execute(Sql.Keep, source, first, token), cancellationToken);

    private static class Sql
    {
        public const string Find = "select token from tx.refresh_tokens where source = $1 and first = $2";

        public const string Keep = """
            insert into tx.refresh_tokens (source, first, token) values ($1, $2, $3)
            on conflict (source) do update set first = excluded.first, token = excluded.token, kept_at = clock_timestamp()
            """;
    }
}
