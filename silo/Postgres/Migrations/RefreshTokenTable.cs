namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>The refresh tokens that sources' servers gave in exchange for the configured ones.</summary>
internal static class RefreshTokenTable
{
    public const string Sql = """
        create table tx.refresh_tokens (
            source text collate "C" primary key,
            first text not null,
            token text not null,
            kept_at timestamptz not null default clock_timestamp()
        );
        revoke all on tx.refresh_tokens from public;
        comment on table tx.refresh_tokens is 'secrets: each is the only way back into its API once the configured token was exchanged';
        comment on column tx.refresh_tokens.first is 'a hash of the configured token';

        """;
}
