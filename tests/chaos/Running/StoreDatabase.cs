using System.Globalization;
using Npgsql;

namespace Orleans.Tx.Chaos.Tests.Running;

/// <summary>The way to the embedded database past the program, as its owner could go.</summary>
internal sealed class StoreDatabase(string data)
{
    private const int LineOfPort = 3;

    /// <summary>Null where no server listens that the folder knows of.</summary>
    private NpgsqlConnectionStringBuilder? Address
    {
        get
        {
            var (password, served) = (Path.Combine(data, "postgres.password"), Path.Combine(data, "postgres", "postmaster.pid"));
            try
            {
                return File.Exists(password) && File.Exists(served) && File.ReadAllLines(served) is { Length: > LineOfPort } lines
                    ? new NpgsqlConnectionStringBuilder
                    {
                        Host = "127.0.0.1",
                        Port = int.Parse(lines[LineOfPort], CultureInfo.InvariantCulture),
                        Username = "tx",
                        Password = File.ReadAllText(password).Trim(),
                        Database = "tx",
                        SslMode = SslMode.Disable,
                        GssEncryptionMode = GssEncryptionMode.Disable,
                        Pooling = false,
                        Timeout = 5,
                    }
                    : null;
            }
            catch (Exception e) when (e is IOException or FormatException)
            {
                return null;
            }
        }
    }

    /// <summary>The way to another database of its server, which must run.</summary>
    public string ConnectionTo(string database)
    {
        var address = Address ?? throw new InvalidOperationException("no server runs");
        address.Database = database;
        return address.ConnectionString;
    }

    /// <summary>The process of one session of the program; null where it has none.</summary>
    public Task<int?> AnyBackend(Random chance) => Try(async connection =>
    {
        var pids = new List<int>();
        await using var command = new NpgsqlCommand(
            "select pid from pg_stat_activity where datname = 'tx' and pid <> pg_backend_pid() and backend_type = 'client backend'", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            pids.Add(reader.GetInt32(0));
        return pids.Count == 0 ? (int?)null : pids[chance.Next(pids.Count)];
    });

    /// <summary>Ends the sessions that are in a transaction, or where there are none, all.</summary>
    /// <returns>How many; null where the database can't be reached.</returns>
    public Task<int?> CutSessions() => Try(async connection =>
    {
        await using var command = new NpgsqlCommand(
            """
            with sessions as (
                select pid, xact_start is not null as busy from pg_stat_activity
                where datname = 'tx' and pid <> pg_backend_pid() and backend_type = 'client backend'
            )
            select count(pg_terminate_backend(pid))::int from sessions where busy or not exists (select from sessions where busy)
            """,
            connection);
        return (int?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    });

    /// <summary>Runs a query on a database that must be there.</summary>
    public async Task<List<T>> All<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection((Address ?? throw new InvalidOperationException("no server runs")).ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    // It may be starting, ending, or killed at this moment: then there is nothing to disturb.
    private async Task<T?> Try<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        if (Address is not { } address)
            return default;
        try
        {
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            return await work(connection);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            return default;
        }
    }
}
