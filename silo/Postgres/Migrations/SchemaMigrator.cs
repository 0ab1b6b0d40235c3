using Microsoft.Extensions.Logging;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>Brings the schema of a database to what this program knows. Any number of programs may do so at once.</summary>
internal sealed partial class SchemaMigrator(Database database, ILogger<SchemaMigrator> logger)
{
    /// <summary>The version that this program makes.</summary>
    public static int Newest => Migration.All[^1].Version;

    /// <exception cref="TxException">The store is away, refuses, is older than PostgreSQL 15 or holds a newer program's schema.</exception>
    public async Task Migrate(CancellationToken cancellationToken)
    {
        // Asked first without any lock or right to create, so that a program on a finished schema needs neither.
        if (await database.Run(CurrentVersion, cancellationToken) == Newest)
            return;

        var from = await database.Transact(Apply, cancellationToken);
        if (from < Newest)
            LogMigrated(from, Newest);
    }

    private static async Task<int> CurrentVersion(StoreSession session)
    {
        if (await session.Value<int>(Sql.ServerVersion) is < 150_000 and var server)
            throw new TxException(TxError.Invalid, $"The database runs on PostgreSQL {server / 10_000}: 15 or newer is needed.");
        if (await session.Value<bool>(Sql.HasVersions) is not true)
            return 0;

        var version = await session.Value<int>(Sql.Version) ?? 0;
        return version <= Newest
            ? version
            : throw new TxException(
                TxError.Invalid, $"The database's schema is version {version}, this program knows {Newest}: use the newer program that made it.");
    }

    private static async Task<int> Apply(StoreSession session)
    {
        await session.Execute(Sql.Lock);
        var from = await CurrentVersion(session);
        if (from == 0)
            await session.Execute(Bootstrap);
        foreach (var migration in Migration.All.Where(migration => migration.Version > from))
        {
            await session.Execute(migration.Sql);
            await session.Execute(Sql.Applied, migration.Version, migration.Name);
        }
        return from;
    }

    private const string Bootstrap = """
        create schema if not exists tx;
        create table if not exists tx.schema_versions (
            version int primary key,
            name text not null,
            applied_at timestamptz not null default clock_timestamp()
        );
        """;

    private static class Sql
    {
        public const string ServerVersion = "select current_setting('server_version_num')::int";

        // From the catalog itself: to_regclass may remember a time before the lock was waited for.
        public const string HasVersions = """
            select exists (
                select from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'tx' and c.relname = 'schema_versions')
            """;

        public const string Version = "select max(version) from tx.schema_versions";

        public const string Lock = "select pg_advisory_xact_lock(hashtextextended('tx.schema_versions', 0))";

        public const string Applied = "insert into tx.schema_versions (version, name) values ($1, $2)";
    }
}
