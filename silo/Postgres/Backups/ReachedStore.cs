using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>A database that can be read: of a service that runs, which is not disturbed, or of a server started for as long as it takes.</summary>
internal sealed class ReachedStore : IAsyncDisposable
{
    private static readonly TimeSpan StartTakesAtMost = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly EmbeddedPostgres? _server;
    private readonly DataFolderLock? _folder;

    private ReachedStore(string connectionString, EmbeddedPostgres? server = null, DataFolderLock? folder = null) =>
        (ConnectionString, _server, _folder) = (connectionString, server, folder);

    public string ConnectionString { get; }

    public static ReachedStore Outside(string connectionString) => new(connectionString);

    /// <exception cref="StoreException">There is no store in the folder (exit status 2), or it can't be read.</exception>
    /// <exception cref="DataFolderInUseException">A live process has it and its server does not come up.</exception>
    public static async Task<ReachedStore> OfFolder(
        DataFolder folder, InstallConsent consent, IProgress<string>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var home = await ClusterHome.FindAsync(folder, cancellationToken)
            ?? throw StoreException.Misconfigured($"There is no store in {folder.FullPath}: name another folder with --data.");
        var began = time.GetTimestamp();
        while (true)
        {
            if (DataFolderLock.TryAcquire(folder) is { } owned)
                return await Started(owned, consent, progress, time, cancellationToken);
            if (await EmbeddedPostgres.RunningOnAsync(home, cancellationToken) is { } running)
                return new ReachedStore(running);
            if (time.GetElapsedTime(began) > StartTakesAtMost)
                throw new DataFolderInUseException(folder, DataFolderLock.FindHolder(folder));
            // It is only just starting, or ending.
            await Task.Delay(LookAgainAfter, time, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder?.Dispose();
    }

    private static async Task<ReachedStore> Started(
        DataFolderLock owned, InstallConsent consent, IProgress<string>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var server = await EmbeddedPostgres.StartAsync(owned, new EmbeddedPostgresOptions { Consent = consent }, progress, time, cancellationToken);
            return new ReachedStore(server.ConnectionString, server, owned);
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }
}
