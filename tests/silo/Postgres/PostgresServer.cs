using System.Diagnostics;
using Npgsql;
using Orleans.Tx.Silo.Tests.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>
/// One PostgreSQL server for all tests of the assembly, started when the first one wants a database. It listens on a socket in a
/// temporary folder only, and stops when its standard input ends: also when the tests are killed.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Superuser = "tester";
    private readonly Lazy<Task<Process>> _server;
    private DirectoryInfo? _folder;

    public PostgresServer() => _server = new Lazy<Task<Process>>(Start);

    private DirectoryInfo Folder => _folder ??= Directory.CreateTempSubdirectory("tx-postgres-");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes a new, empty database.</summary>
    /// <returns>How to connect to it.</returns>
    public async Task<string> CreateDatabase(CancellationToken cancellationToken)
    {
        await _server.Value.WaitAsync(cancellationToken);
        var name = $"tx_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(ConnectionTo("postgres") + ";Pooling=false");
        await using var create = source.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionTo(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            using var server = await _server.Value;
            server.StandardInput.Close();
            await server.WaitForExitAsync(CancellationToken.None);
        }
        _folder?.Delete(recursive: true);
    }

    private string ConnectionTo(string database) => $"Host={Folder.FullName};Username={Superuser};Database={database}";

    private async Task<Process> Start()
    {
        var bin = Binaries();
        var data = Path.Combine(Folder.FullName, "data");
        if (Environment.IsPrivilegedProcess)
            await Run("chown", "postgres", Folder.FullName);
        await Run([.. AsOtherThanRoot(), $"{bin}/initdb", "-D", data, "-U", Superuser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);

        const string untilInputEnds = "\"$@\" & server=$!; read -r line; kill -INT $server; wait $server";
        var process = Launch(
        [
            "/bin/sh", "-c", untilInputEnds, "sh", .. AsOtherThanRoot(), $"{bin}/postgres", "-D", data, "-k", Folder.FullName,
            "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200", "-c", "max_prepared_transactions=0",
        ]);
        await UntilReady(process);
        return process;
    }

    private static async Task UntilReady(Process process)
    {
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.Contains("ready to accept connections", StringComparison.Ordinal))
                continue;
            // Somebody has to read on, or the server would stand still with a full pipe.
            _ = process.StandardError.ReadToEndAsync();
            return;
        }
        throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', said)}");
    }

    private static async Task Run(params string[] command)
    {
        using var process = Launch(command);
        process.StandardInput.Close();
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {said}");
    }

    private static Process Launch(string[] command)
    {
        var start = new ProcessStartInfo("/usr/bin/env", ["LC_ALL=C", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} gave no process");
    }

    private static string[] AsOtherThanRoot() =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];

    private static string Binaries() =>
        Environment.GetEnvironmentVariable("TX_PG_BIN") is { Length: > 0 } named ? named : Found()
            ?? throw new InvalidOperationException("no PostgreSQL server was found: set TX_PG_BIN to the folder of initdb and postgres");

    private static string? Found()
    {
        var versioned = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return versioned.OrderDescending(StringComparer.Ordinal).Select(folder => $"{folder}/bin").Concat(path)
            .FirstOrDefault(folder => File.Exists($"{folder}/initdb") && File.Exists($"{folder}/postgres"));
    }
}
