using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
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
    private static readonly TimeSpan StartTakesAtMost = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(300);

    private readonly LocalServer? _local;

    private ServerAccess(TxServer server, LocalServer? local) => (Server, _local) = (server, local);

    public TxServer Server { get; }

    /// <summary>The service lives in this process, and ends with the command.</summary>
    public bool IsLocal => _local is not null;

    /// <param name="create">Makes a store where there is none; else that is an error.</param>
    /// <param name="resume">Whether pulls that were interrupted go on meanwhile; by default where a store may be made.</param>
    /// <param name="api">The command works with a source that has an API.</param>
    /// <exception cref="StoreException">There is no store, or it can't be used.</exception>
    public static async Task<ServerAccess> Open(ServerChoice choice, bool create, Terminal terminal, CancellationToken cancellationToken, bool? resume = null, bool api = true)
    {
        if (choice.Server is { } named)
            return new ServerAccess(new TxServer(named, choice.Key), local: null);

        var options = choice.Options();
        // No store is made for what can't begin. Where there is one, the program that works on it may know other sources.
        if (create && api && string.IsNullOrEmpty(options.Storage.ConnectionString) && !Directory.Exists(choice.Data))
            SourceName.Require(choice.Source, options);

        var started = terminal.Time.GetTimestamp();
        while (true)
        {
            try
            {
                var store = await OpenStore(choice, options, create, logging: null, terminal, cancellationToken, lasting: true);
                var local = await LocalServer.StartAsync(store, options, GatewayAddresses.Own, resume ?? create, calendar: false, OnlyFaults, cancellationToken);
                return new ServerAccess(new TxServer(local.Address, local.Key), local);
            }
            catch (Exception e) when (HolderOf(e) is { Address: { } address })
            {
                return new ServerAccess(new TxServer(new Uri(address), choice.Key), local: null);
            }
            catch (Exception e) when (HolderOf(e) is not null && terminal.Time.GetElapsedTime(started) < StartTakesAtMost)
            {
                // It is only just starting, or ending: soon it can be asked, or is gone.
                await Task.Delay(LookAgainAfter, terminal.Time, cancellationToken);
            }
        }
    }

    /// <summary>The store that the options mean, owned by this process.</summary>
    /// <param name="shared">Owned together with the silos of a cluster.</param>
    /// <param name="lasting">It outlasts the command: the first time, a person is told where it is.</param>
    public static async Task<TxStore> OpenStore(
        ServerChoice choice, TxOptions options, bool create, ILoggerFactory? logging, Terminal terminal, CancellationToken cancellationToken,
        bool shared = false, bool lasting = false)
    {
        var outside = options.Storage.ConnectionString;
        var first = new FirstRun(choice, outside);
        DataFolder? folder = null;
        if (string.IsNullOrEmpty(outside))
            folder = create ? DataFolder.Create(choice.Data) : DataFolder.Open(choice.Data);
        var store = await TxStore.OpenAsync(
            folder, outside, terminal.Consent(choice.Yes), logging, terminal.Progress, terminal.Time, cancellationToken, shared);
        if (lasting)
            first.Tell(terminal);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        Server.Dispose();
        if (_local is not null)
            await _local.DisposeAsync();
    }

    private static Holder? HolderOf(Exception exception) => exception switch
    {
        DataFolderInUseException folder => folder.Holder,
        StoreOwnedException database => database.Holder,
        _ => null,
    };

    // What goes wrong is told by the command, and a week's trouble stands in its status; but an answer 500 tells nothing of its cause.
    private static void OnlyFaults(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.Error)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
