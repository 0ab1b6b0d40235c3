using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Cluster;
using Orleans.Tx.Client.Demo;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Client.Bench.Cluster;

/// <summary>Silos as processes of their own, and this process as their client, on a store that is gone afterwards.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly LocalServer _gateway;
    private readonly TxStore _shared;

    private BenchCluster(TemporaryFolder folder, SiloProcesses silos, LocalServer gateway, TxStore store)
    {
        (_folder, Silos, _gateway, _shared) = (folder, silos, gateway, store);
        Store = new ServiceCollection().AddLogging().AddPostgresStore(store.ConnectionString).BuildServiceProvider();
    }

    public SiloProcesses Silos { get; }

    /// <summary>The way to the grains that every gateway has.</summary>
    public IGrainFactory Grains => _gateway.Service<IGrainFactory>();

    /// <summary>The ports of the grains' store, past the silos.</summary>
    public ServiceProvider Store { get; }

    /// <param name="consent">Whether PostgreSQL may be installed where it is missing.</param>
    public static async Task<BenchCluster> Start(int silos, bool consent, Terminal terminal, CancellationToken cancellation)
    {
        // Closed backwards where one of them does not start.
        var started = new Stack<IAsyncDisposable>();
        var folder = new TemporaryFolder();
        try
        {
            var options = TxConfiguration.Load(null, [], environment: []);
            var choice = new ServerChoice(Path.Join(folder.Path, "data"), Configuration: null, Server: null, Source: null, consent);
            var store = await ServerAccess.OpenStore(choice, options, create: true, logging: null, terminal, cancellation, shared: true);
            started.Push(store);
            var processes = await SiloProcesses.Start(silos, store, configuration: null, terminal, cancellation);
            started.Push(processes);
            var gateway = await LocalServer.StartAsync(
                store.ConnectionString, store, options.Gateway, GatewayAddresses.Own, logging => logging.SetMinimumLevel(LogLevel.None), cancellation);
            return new BenchCluster(folder, processes, gateway, store);
        }
        catch
        {
            foreach (var one in started)
                await one.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _gateway.DisposeAsync();
        await Silos.DisposeAsync();
        await _shared.DisposeAsync();
        _folder.Dispose();
    }
}
