using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Postgres;
using Orleans.Tx.Silo.Postgres.Ownership;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Client.Server;

/// <summary>
/// The way of a command to a service: the one it names, else the one that works on the store already, else one of its own for as
/// long as the command runs (docs/decisions/0005-the-console-asks-the-gateway.md).
/// </summary>
internal sealed class ServerAccess : IAsyncDisposable
{
    private static readonly Uri AnyPort = new("http://127.0.0.1:0");

    private readonly LocalServer? _local;

    private ServerAccess(TxServer server, LocalServer? local) => (Server, _local) = (server, local);

    public TxServer Server { get; }

    /// <summary>The service lives in this process, and ends with the command.</summary>
    public bool IsLocal => _local is not null;

    /// <param name="create">Makes a store where there is none; else that is an error.</param>
    /// <exception cref="StoreException">There is no store, or it can't be used.</exception>
    public static async Task<ServerAccess> Open(ServerChoice choice, bool create, Terminal terminal, CancellationToken cancellationToken)
    {
        if (choice.Server is { } named)
            return new ServerAccess(new TxServer(named), local: null);

        var options = choice.Options();
        try
        {
            var store = await OpenStore(choice, options, create, terminal, cancellationToken);
            var local = await LocalServer.StartAsync(store, options, AnyPort, Quiet, cancellationToken);
            return new ServerAccess(new TxServer(local.Address), local);
        }
        catch (DataFolderInUseException e) when (e.Holder?.Address is { } address)
        {
            return new ServerAccess(new TxServer(new Uri(address)), local: null);
        }
        catch (StoreOwnedException e) when (e.Holder?.Address is { } address)
        {
            return new ServerAccess(new TxServer(new Uri(address)), local: null);
        }
    }

    /// <summary>The store that the options mean, owned by this process.</summary>
    public static async Task<TxStore> OpenStore(
        ServerChoice choice, TxOptions options, bool create, Terminal terminal, CancellationToken cancellationToken)
    {
        var outside = options.Storage.ConnectionString;
        DataFolder? folder = null;
        if (string.IsNullOrEmpty(outside))
            folder = create ? DataFolder.Create(choice.Data) : DataFolder.Open(choice.Data);
        return await TxStore.OpenAsync(
            folder, outside, terminal.Consent(choice.Yes), logging: null, terminal.Progress, terminal.Time, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Server.Dispose();
        if (_local is not null)
            await _local.DisposeAsync();
    }

    // What goes wrong is told by the command; a week's trouble stands in its status.
    private static void Quiet(ILoggingBuilder logging) => logging.SetMinimumLevel(LogLevel.None);
}
