using Npgsql;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>
/// The PostgreSQL server that belongs to this process: made on first use, reachable only on this machine with a password that only
/// the data folder's owner can read, started again where it ends by itself, and stopped with the process, however that ends.
/// </summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Database = "tx";
    private static readonly TimeSpan LogCheck = TimeSpan.FromMinutes(1);
    private readonly KeptServer _server;
    private readonly ITimer _logTimer;

    private EmbeddedPostgres(KeptServer server, ServerLog log, string connectionString, TimeProvider time)
    {
        _server = server;
        ConnectionString = connectionString;
        _logTimer = time.CreateTimer(_ => KeepBounded(log), state: null, LogCheck, LogCheck);
    }

    /// <summary>Reaches the database, in Npgsql's form; it holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>Finds or gets the server, makes the cluster where there is none, and starts it.</summary>
    /// <param name="owner">The ownership of the data folder, to be held for longer than the server runs.</param>
    /// <param name="options">Where things are found.</param>
    /// <param name="progress">Takes whole sentences for a person.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the start; nothing stays running.</param>
    /// <exception cref="StoreException">There is no server, or it can't run here: the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        DataFolderLock owner, EmbeddedPostgresOptions options, IProgress<string>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var search = options.Search ?? PostgresSearch.FromEnvironment(owner.Folder.FullPath);
        var home = await ClusterHome.PrepareAsync(owner.Folder, options.SystemFolder, cancellationToken);
        var packages = options.UseApt ? AptPackages.Find(search.Cache, progress) : null;
        var binaries = await new PostgresInstaller(search, packages, options.Consent, progress).EnsureAsync(home.Major, cancellationToken);
        if (home.Major is null)
        {
            progress?.Report($"Making the database in {home.Folder} (PostgreSQL {binaries.Major}).");
            await new ClusterFounding(home, binaries, new NamelessAccount(home.Account, search.Cache, packages)).FoundAsync(options.SyncNewCluster, cancellationToken);
        }
        var log = new ServerLog(home.Log);
        log.Bound();
        var password = await ReadPasswordAsync(home, cancellationToken);
        var (server, port) = await KeptServer.StartAsync(home, binaries, progress, time, cancellationToken);
        try
        {
            var connectionString = await OpenDatabaseAsync(port, password, cancellationToken);
            return new EmbeddedPostgres(server, log, connectionString, time);
        }
        catch (NpgsqlException e)
        {
            await server.DisposeAsync();
            throw StoreException.Failed($"PostgreSQL runs on {home.Cluster} but does not let the program in: {e.Message}", e);
        }
        catch (OperationCanceledException)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The way to the database of a server that another program runs, in Npgsql's form; null where none takes connections.</summary>
    /// <exception cref="StoreException">Its password can't be read (exit status 1).</exception>
    public static async Task<string?> RunningOnAsync(ClusterHome home, CancellationToken cancellationToken)
    {
        if (PostmasterFile.ReadPort(home.Cluster) is not { } port)
            return null;
        var server = ServerAt(port, await ReadPasswordAsync(home, cancellationToken));
        server.Database = Database;
        return server.ConnectionString;
    }

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _logTimer.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static async Task<string> ReadPasswordAsync(ClusterHome home, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(home.PasswordFile, cancellationToken)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Failed($"The password of the database can't be read: {e.Message}", e);
        }
    }

    private static async Task<string> OpenDatabaseAsync(int port, string password, CancellationToken cancellationToken)
    {
        var server = ServerAt(port, password);
        server.Database = "postgres";
        await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString))
        {
            await connection.OpenAsync(cancellationToken);
            await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = Database } } };
            if (await find.ExecuteScalarAsync(cancellationToken) is null)
            {
                await using var create = new NpgsqlCommand($"create database {Database}", connection);
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        server.Database = Database;
        return server.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder ServerAt(int port, string password) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Username = ClusterFounding.Role,
        Password = password,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    };

    private static void KeepBounded(ServerLog log)
    {
        try
        {
            log.Bound();
        }
        catch (IOException)
        {
            // the disk is full: the next check comes within a minute, and the server says it better
        }
    }
}
