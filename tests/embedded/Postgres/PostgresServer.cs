using System.Diagnostics;
using Npgsql;

[assembly: AssemblyFixture(typeof(Orleans.Tx.Embedded.Tests.Postgres.PostgresServer))]

namespace Orleans.Tx.Embedded.Tests.Postgres;

/// <summary>
/// A throw-away PostgreSQL for all tests, reachable by a socket in its own folder only. It starts when a test first needs
/// it.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"tx-{Guid.NewGuid():N}"[..15]);
    private readonly Lazy<Task<Process>> _server;
    private int _databases;

    public PostgresServer() => _server = new(StartAsync);

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>A data source for an empty database of its own.</summary>
    public async Task<NpgsqlDataSource> CreateDatabaseAsync()
    {
        await _server.Value;
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var administration = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = administration.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return NpgsqlDataSource.Create(ConnectionString(name));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_server.IsValueCreated)
            return;
        using var server = await _server.Value;
        await RunAsync("pg_ctl", "stop", "-D", $"{_folder}/data", "-m", "immediate", "-w");
        await server.WaitForExitAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string FindProgram(string name) =>
        new[] { Environment.GetEnvironmentVariable("TX_PG_BIN") ?? "" }
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .Concat(Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => $"{version}/bin")
                : [])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            $"PostgreSQL's program '{name}' is not in TX_PG_BIN, on the PATH or under /usr/lib/postgresql: install the server package.");

    // PostgreSQL refuses to run as root.
    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        string[] command = IsRoot
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", FindProgram(program), .. arguments]
            : [FindProgram(program), .. arguments];
        start.FileName = command[0];
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {string.Concat(said)}");
    }

    private string ConnectionString(string database) => $"Host={_folder};Username=tx;Database={database};Maximum Pool Size=10";

    private async Task<Process> StartAsync()
    {
        Directory.CreateDirectory(_folder);
        if (IsRoot)
        {
            using var chown = Process.Start("chown", ["postgres", _folder]);
            await chown.WaitForExitAsync();
        }

        await RunAsync("initdb", "-D", $"{_folder}/data", "-U", "tx", "-A", "trust", "--no-sync", "--no-locale", "-E", "UTF8");
        var server = Start(
            "postgres", "-D", $"{_folder}/data", "-k", _folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200");
        var log = "";
        while (!log.EndsWith("ready to accept connections", StringComparison.Ordinal))
            log = await server.StandardError.ReadLineAsync()
                ?? throw new InvalidOperationException($"PostgreSQL did not start; it said last: {log}");
        _ = server.StandardError.ReadToEndAsync();
        return server;
    }
}
