using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Tx.Silo.Postgres.Migrations;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>The database that a backup is restored into.</summary>
internal sealed class RestoredDatabase : IAsyncDisposable
{
    // Not statements that could be prepared.
    private const string MakeSchema = "create schema if not exists tx";
    private const string UnderWay = "a restoration is under way";
    private const string MarkBegun = $"comment on schema tx is '{UnderWay}'";
    private const string MarkEnded = "comment on schema tx is null";

    // Plans need it, and a dump has no statistics in it.
    private const string Analyze = "analyze";

    private readonly string _connectionString;
    private readonly BackupManifest _manifest;
    private readonly NpgsqlDataSource _source;
    private readonly Database _database;

    public RestoredDatabase(string connectionString, BackupManifest manifest)
    {
        (_connectionString, _manifest) = (connectionString, manifest);
        _source = PostgresStoreExtensions.CreateSource(connectionString);
        _database = new Database(_source, NullLogger<Database>.Instance);
    }

    /// <summary>Refuses a database into which a restoration was begun and not ended.</summary>
    /// <exception cref="StoreException">So it is (exit status 1).</exception>
    public static async Task RefuseHalf(Database database, CancellationToken cancellationToken)
    {
        if (await database.Run(session => session.Value<bool>(Sql.IsUnderWay), cancellationToken) is true)
            throw StoreException.Failed("A restoration into this database was not finished: empty it (drop schema tx cascade; drop table if exists public.orleansquery) and restore again.");
    }

    /// <summary>Makes room for what comes.</summary>
    /// <exception cref="StoreException">The database holds a store, or its server is too old for the dump (exit status 2).</exception>
    public async Task Prepare(CancellationToken cancellationToken)
    {
        await using (var snapshot = await StoreSnapshot.Take(_connectionString, cancellationToken))
        {
            if (await snapshot.Schema(cancellationToken) is not null)
            {
                await RefuseHalf(_database, cancellationToken);
                throw StoreException.Misconfigured("The database of Storage:ConnectionString holds a store, and is not overwritten: name an empty database.");
            }

            if (await snapshot.Server(cancellationToken) is var server && server.Major < _manifest.PgDump)
            {
                throw StoreException.Misconfigured(
                    $"The backup was made by PostgreSQL {_manifest.PgDump}, and the server is of version {server.Major}: restore it with a server of version {_manifest.PgDump} or newer ({PostgresSearch.Variable} names its folder).");
            }
        }

        await _database.Transact(
            async session =>
            {
                await session.Execute(MakeSchema);
                return await session.Execute(MarkBegun);
            },
            cancellationToken);
    }

    /// <summary>Brings the schema up to date, looks whether all is there, and leaves word of the restoration.</summary>
    /// <exception cref="StoreException">Something is not there (exit status 1).</exception>
    public async Task Complete(CancellationToken cancellationToken)
    {
        await new SchemaMigrator(_database, NullLogger<SchemaMigrator>.Instance).Migrate(cancellationToken);
        await using (var snapshot = await StoreSnapshot.Take(_connectionString, cancellationToken))
        {
            var sources = await snapshot.Sources(cancellationToken);
            if (_manifest.Sources.Except(sources).FirstOrDefault() is { } lost)
                throw StoreException.Failed($"What was restored is not what the backup says: {lost} there, {Found(sources, lost)} here. Use another backup.");
        }

        await _database.Run(session => session.Patient.Execute(Analyze), cancellationToken);
        await _database.Transact(
            async session =>
            {
                await session.Execute(Sql.Leave, _manifest.MadeAt, _manifest.Version);
                return await session.Execute(MarkEnded);
            },
            cancellationToken);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static string Found(IEnumerable<BackedUpSource> sources, BackedUpSource lost) =>
        sources.FirstOrDefault(source => source.Name == lost.Name)?.ToString() ?? "none";

    private static class Sql
    {
        public const string IsUnderWay = $"select obj_description(oid, 'pg_namespace') = '{UnderWay}' from pg_namespace where nspname = 'tx'";

        public const string Leave = "insert into tx.restorations (backup_made_at, made_by) values ($1, $2)";
    }
}
