using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Hosting;
using Orleans.Tx.Silo.Postgres.Backups;
using Orleans.Tx.Silo.Postgres.Migrations;
using Orleans.Tx.Silo.Postgres.Ownership;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres;

/// <summary>The database that one program works on: an outside server's, or the embedded one under a data folder. Migrated and owned.</summary>
public sealed class TxStore : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _held = new();
    private DataFolderLock? _folder;
    private DatabaseOwnership? _ownership;
    private NpgsqlDataSource? _source;

    private TxStore()
    {
    }

    /// <summary>The way to the database, for what speaks to any.</summary>
    public DbDataSource Source => _source!;

    /// <summary>By which other processes of this program reach it. It may hold a password.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Is cancelled when another program owns the database now.</summary>
    public CancellationToken Lost => _ownership!.Lost;

    /// <summary>Starts or connects to the server, migrates the schema and takes ownership.</summary>
    /// <param name="folder">Where the embedded server lives; not used with a connection string.</param>
    /// <param name="connectionString">An outside server; empty for the embedded one.</param>
    /// <param name="consent">Whether PostgreSQL may be installed where it is missing.</param>
    /// <param name="progress">Takes whole sentences for a person.</param>
    /// <param name="shared">Whether silos of a cluster own the database together, rather than this process alone.</param>
    /// <exception cref="DataFolderInUseException">A live process has the data folder.</exception>
    /// <exception cref="StoreOwnedException">A live process has the database.</exception>
    /// <exception cref="StoreException">The store can't be used: the message says why and what to do.</exception>
    /// <exception cref="TxException">The database can't be reached, or its schema is not for this program.</exception>
    public static async Task<TxStore> OpenAsync(
        DataFolder? folder, string connectionString, InstallConsent consent, ILoggerFactory? logging, IProgress<string>? progress,
        TimeProvider time, CancellationToken cancellationToken, bool shared = false)
    {
        var store = new TxStore();
        try
        {
            if (string.IsNullOrEmpty(connectionString))
                connectionString = await store.StartServer(folder!, consent, progress, time, cancellationToken);
            store.ConnectionString = connectionString;
            await store.Connect(shared, logging ?? NullLoggerFactory.Instance, progress, time, cancellationToken);
            return store;
        }
        catch (Exception e)
        {
            await store.DisposeAsync();
            if (StoreFailure.IsOne(e))
                throw StoreFailure.Translate(e);
            throw;
        }
    }

    /// <summary>Tells other programs where this one can be asked.</summary>
    /// <exception cref="TxException">The store is away.</exception>
    public async Task Publish(Uri address, CancellationToken cancellationToken)
    {
        _folder?.Publish(address.ToString());
        try
        {
            await _ownership!.Publish(address.ToString(), cancellationToken);
        }
        catch (Exception e) when (StoreFailure.IsOne(e))
        {
            throw StoreFailure.Translate(e);
        }
    }

    /// <summary>Gives a host's grains this store.</summary>
    internal void AddTo(IServiceCollection services) => services.AddPostgresStore(_source!);

    public async ValueTask DisposeAsync()
    {
        while (_held.TryPop(out var held))
            await held.DisposeAsync();
        _folder?.Dispose();
    }

    private async Task<string> StartServer(
        DataFolder folder, InstallConsent consent, IProgress<string>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        _folder = await DataFolderLock.AcquireAsync(folder, time, cancellationToken);
        var options = new EmbeddedPostgresOptions { Consent = consent };
        var server = await EmbeddedPostgres.StartAsync(_folder, options, progress, time, cancellationToken);
        _held.Push(server);
        return server.ConnectionString;
    }

    private async Task Connect(
        bool shared, ILoggerFactory logging, IProgress<string>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        _source = PostgresStoreExtensions.CreateSource(ConnectionString);
        _held.Push(_source);
        var database = new Database(_source, logging.CreateLogger<Database>());
        await RestoredDatabase.RefuseHalf(database, cancellationToken);
        await new SchemaMigrator(database, logging.CreateLogger<SchemaMigrator>()).Migrate(cancellationToken);
        _ownership = await DatabaseOwnership.TakeAsync(_source, shared, time, logging.CreateLogger<DatabaseOwnership>(), cancellationToken);
        _held.Push(_ownership);
        if (await EngineChange.Note(database, BuiltEngine.Name, cancellationToken))
            progress?.Report($"Another engine worked on this store before. What it sent lately is not known to {BuiltEngine.Name}: sources are asked again after one window.");
    }
}
