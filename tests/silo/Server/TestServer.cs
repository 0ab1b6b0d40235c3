using Npgsql;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Tests.Server;

/// <summary>Starts servers on data folders and asks them things.</summary>
internal static class TestServer
{
    public static readonly EmbeddedPostgresOptions Options = new() { SyncNewCluster = false, UseApt = false };

    public static Task<EmbeddedPostgres> StartAsync(DataFolderLock owner, EmbeddedPostgresOptions? options = null, IProgress<string>? progress = null) =>
        EmbeddedPostgres.StartAsync(owner, options ?? Options, progress, TimeProvider.System, TestContext.Current.CancellationToken);

    public static async Task<object?> AskAsync(EmbeddedPostgres server, string sql)
    {
        // a pooled connection would outlive its server
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The server's process id.</summary>
    public static int Postmaster(DataFolder folder) =>
        PostmasterFile.ReadPid(Path.Combine(folder.FullPath, "postgres")) ?? throw new InvalidOperationException($"No server runs in {folder.FullPath}.");

    /// <summary>Done when no server runs in this folder any more.</summary>
    public static async Task UntilStoppedAsync(DataFolder folder)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (PostmasterFile.IsServed(Path.Combine(folder.FullPath, "postgres")))
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }
}
