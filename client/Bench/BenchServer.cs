using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Demo;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Postgres;
using Orleans.Tx.Silo.Postgres.Bench;

namespace Orleans.Tx.Client.Bench;

/// <summary>A service on a store of its own, both gone afterwards.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;

    private BenchServer(TemporaryFolder folder, TxStore store, LocalServer service)
    {
        (_folder, Service) = (folder, service);
        Database = new PlainDatabase(store);
    }

    public LocalServer Service { get; }

    /// <summary>The service's database, without the service.</summary>
    public PlainDatabase Database { get; }

    /// <summary>A file beside the store.</summary>
    public string File(string name) => Path.Join(_folder.Path, name);

    /// <param name="consent">Whether PostgreSQL may be installed where it is missing.</param>
    public static async Task<BenchServer> Start(bool consent, Terminal terminal, CancellationToken cancellation)
    {
        var folder = new TemporaryFolder();
        try
        {
            var options = TxConfiguration.Load(null, [], environment: []);
            var choice = new ServerChoice(Path.Join(folder.Path, "data"), Configuration: null, Server: null, Source: null, consent);
            var store = await ServerAccess.OpenStore(choice, options, create: true, logging: null, terminal, cancellation);
            var service = await LocalServer.StartAsync(
                store, options, GatewayAddresses.Own, resume: true, calendar: false, logging => logging.SetMinimumLevel(LogLevel.None), cancellation);
            return new BenchServer(folder, store, service);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _folder.Dispose();
    }
}
