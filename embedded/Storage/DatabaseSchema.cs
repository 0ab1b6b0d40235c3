using System.Data.Common;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The engine's own two tables, in a schema of their own.</summary>
internal static class DatabaseSchema
{
    private const string CreateSql =
        """
        select pg_advisory_xact_lock(hashtextextended('embedded schema', 0));

        create schema if not exists embedded;

        create table if not exists embedded.grain_state (
            grain_id text not null,
            state_name text not null,
            version integer not null,
            payload jsonb,
            modified_at timestamptz not null,
            primary key (grain_id, state_name));

        create table if not exists embedded.reminders (
            grain_id text not null,
            name text not null,
            start_at timestamptz not null,
            period interval not null,
            version integer not null,
            primary key (grain_id, name));
        """;

    internal static async Task CreateAsync(DbDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = CreateSql;
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The data source of options, which this engine can't do without.</summary>
    /// <exception cref="OrleansConfigurationException">It is missing, or the database is of another kind than PostgreSQL.</exception>
    internal static DbDataSource Require(DbDataSource? dataSource, string? invariant, string what)
    {
        if (invariant != "Npgsql")
            throw new OrleansConfigurationException(
                $"Invariant of {what} is '{invariant}': it must be 'Npgsql', the embedded engine knows PostgreSQL only.");
        return dataSource ?? throw new OrleansConfigurationException(
            $"DataSource of {what} is not set: the embedded engine opens no connection strings, give it a DbDataSource.");
    }

    internal static DbCommand Prepare(this DbDataSource database, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
