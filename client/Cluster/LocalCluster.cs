using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Client.Cluster;

/// <summary>Silos as processes of their own on a store that they share, and a gateway in this process as their client.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    // Closed backwards: the gateway, the silos, and last what they worked on.
    private readonly Stack<IAsyncDisposable> _started = new();

    private LocalCluster()
    {
    }

    public SiloProcesses Silos { get; private set; } = null!;

    public LocalServer Gateway { get; private set; } = null!;

    /// <summary>Starts on a store and takes it over: it is closed with the cluster, or at once if the start fails.</summary>
    /// <param name="configuration">The silos' configuration file; null for none.</param>
    /// <param name="listen">The gateway's addresses.</param>
    /// <exception cref="Running.WorkException">A silo ended before it answered.</exception>
    /// <exception cref="Running.UsageException">One of the addresses can't be listened on.</exception>
    public static async Task<LocalCluster> StartAsync(
        int silos, TxStore store, GatewayOptions gateway, string? configuration, GatewayAddresses listen, Action<ILoggingBuilder> logging, Terminal terminal,
        CancellationToken cancellationToken)
    {
        var cluster = new LocalCluster();
        try
        {
            cluster._started.Push(store);
            cluster._started.Push(cluster.Silos = await SiloProcesses.Start(silos, store, configuration, terminal, cancellationToken));
            cluster._started.Push(cluster.Gateway = await LocalServer.StartAsync(store.ConnectionString, store, gateway, listen, logging, cancellationToken));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var last))
            await last.DisposeAsync();
    }
}
