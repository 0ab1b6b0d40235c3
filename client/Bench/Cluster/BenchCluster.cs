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
    private readonly LocalCluster _cluster;

    private BenchCluster(TemporaryFolder folder, LocalCluster cluster, string connectionString)
    {
        (_folder, _cluster) = (folder, cluster);
        Store = new ServiceCollection().AddLogging().AddPostgresStore(connectionString).BuildServiceProvider();
    }

    public SiloProcesses Silos => _cluster.Silos;

    /// <summary>The way to the grains that every gateway has.</summary>
    public IGrainFactory Grains => _cluster.Gateway.Service<IGrainFactory>();

    /// <summary>The ports of the grains' store, past the silos.</summary>
    public ServiceProvider Store { get; }

    /// <param name="consent">Whether PostgreSQL may be installed where it is missing.</param>
    public static async Task<BenchCluster> Start(int silos, bool consent, Terminal terminal, CancellationToken cancellation)
    {
        var folder = new TemporaryFolder();
        try
        {
            var options = TxConfiguration.Load(null, [], environment: []);
            var choice = new ServerChoice(Path.Join(folder.Path, "data"), Configuration: null, Server: null, Source: null, consent);
            var store = await ServerAccess.OpenStore(choice, options, create: true, logging: null, terminal, cancellation, shared: true);
            var cluster = await LocalCluster.StartAsync(
                silos, store, options.Gateway, configuration: null, GatewayAddresses.Own, logging => logging.SetMinimumLevel(LogLevel.None), terminal, cancellation);
            return new BenchCluster(folder, cluster, store.ConnectionString);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }
}
