using System.Collections.Immutable;
using System.Data;
using Npgsql;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>One instant of a store, held for as long as this lives: whoever is told its name reads the same.</summary>
internal sealed class StoreSnapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private StoreSnapshot(NpgsqlConnection connection, string name) => (_connection, Name) = (connection, name);

    /// <summary>What the server calls it.</summary>
    public string Name { get; }

    public static async Task<StoreSnapshot> Take(string connectionString, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionSettings.Parse(connectionString).ConnectionString) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            await using var export = new NpgsqlCommand(Sql.Export, connection);
            return new StoreSnapshot(connection, (string)(await export.ExecuteScalarAsync(cancellationToken))!);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The version of the schema; null where the program never was.</summary>
    public async Task<int?> Schema(CancellationToken cancellationToken)
    {
        var session = new StoreSession(_connection, cancellationToken);
        return await session.Value<bool>(Sql.HasSchema) is true ? await session.Value<int>(Sql.Schema) : null;
    }

    public async Task<ImmutableArray<BackedUpSource>> Sources(CancellationToken cancellationToken) =>
        [.. await new StoreSession(_connection, cancellationToken).Patient.All(
            Sql.Sources, row => new BackedUpSource(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)))];

    /// <summary>The server's version, when the snapshot was taken, and how large the database is.</summary>
    public async Task<(int Major, string Version, DateTimeOffset TakenAt, long Bytes)> Server(CancellationToken cancellationToken)
    {
        var rows = await new StoreSession(_connection, cancellationToken).All(
            Sql.Server, row => (row.GetInt32(0) / 10_000, row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetInt64(3)));
        return rows.Single();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static class Sql
    {
        public const string Export = "select pg_export_snapshot()";

        public const string HasSchema = "select to_regclass('tx.schema_versions') is not null";

        public const string Schema = "select max(version) from tx.schema_versions";

        public const string Server = """
            select current_setting('server_version_num')::int, current_setting('server_version'), transaction_timestamp(), pg_database_size(current_database())
            """;

        public const string Sources = """
            select s.name, coalesce(t.rows, 0), s.last_batch, coalesce(p.position, 0)
            from tx.sources s
            left join (select source, count(*) as rows from tx.transactions group by source) t on t.source = s.name
            left join tx.projections p on p.source = s.name
            order by s.name
            """;
    }
}
