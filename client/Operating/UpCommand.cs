using System.CommandLine;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Cluster;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Operating;

/// <summary><c>tx up</c>: silo, gateway and dashboard in one process, or with silos as processes of their own, until it is told to stop.</summary>
internal sealed class UpCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly ParsedOption<Uri?> _listen = new("--listen", "The gateway's address (default: Gateway:Listen, http://127.0.0.1:8080)", "URL", ListenAddress.Parse);
    private readonly ParsedOption<Uri?> _grpcListen = new(
        "--grpc-listen", "The address of gRPC (default: Gateway:GrpcListen, http://127.0.0.1:8081; with --listen alone a free port beside it)", "URL", ListenAddress.Parse);

    private readonly ParsedOption<int?> _cluster = new(
        "--cluster", "Run so many silos, each a process of its own on loopback (engine orleans)", "N", SiloProcesses.ParseCount);

    public UpCommand(Terminal terminal)
        : base("up", "Runs the service, with gateway and dashboard, until Ctrl-C or SIGTERM.", "tx up", "tx up --listen http://127.0.0.1:9000 --grpc-listen http://127.0.0.1:9001 --data /var/lib/shop", "tx up --cluster 3")
    {
        _terminal = terminal;
        Options.Add(_listen);
        Options.Add(_grpcListen);
        Options.Add(_cluster);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        if (choice.Server is not null)
            throw new UsageException("--server names a running service; tx up starts one: leave it out");

        var silos = parse.GetValue(_cluster);
        if (silos is not null)
            ClusterEngine.Require("--cluster");
        var options = Configured(choice, parse.GetValue(_listen), parse.GetValue(_grpcListen));
        using var logging = LoggerFactory.Create(ServiceHost.Log);
        var listen = GatewayAddresses.Of(options.Gateway, _terminal.Time, logging);
        var store = await ServerAccess.OpenStore(choice, options, create: true, logging, _terminal, cancellation, shared: silos is not null, lasting: true);
        if (silos is null)
        {
            await using var alone = await LocalServer.StartAsync(store, options, listen, resume: true, calendar: true, ServiceHost.Log, cancellation);
            return await Serve(alone, cancellation);
        }

        await using var cluster = await LocalCluster.StartAsync(
            silos.Value, store, options.Gateway, choice.ConfigurationFile, listen, ServiceHost.Log, _terminal, cancellation);
        return await Serve(cluster.Gateway, cancellation);
    }

    private async Task<ExitStatus> Serve(LocalServer server, CancellationToken cancellation)
    {
        await _terminal.Out.WriteLineAsync($"The service answers at {server.Address}; gRPC at {server.GrpcAddress}; Ctrl-C stops it.");
        await _terminal.Out.FlushAsync(cancellation);
        await ServiceHost.Stopped(cancellation, server.Lost);
        if (!cancellation.IsCancellationRequested)
            throw new WorkException("another program works on the database now: this one has stopped");

        await _terminal.Error.WriteLineAsync("Stopping: what is under way goes on with the next start.");
        return ExitStatus.Done;
    }

    // Options of the command are settings like any other: the same rules say what may be listened on.
    private static TxOptions Configured(ServerChoice choice, Uri? listen, Uri? grpcListen)
    {
        if (listen is null && grpcListen is null)
            return choice.Options();
        var configured = choice.Options().Gateway;
        var overrides = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (listen is not null)
            overrides["Gateway:Listen"] = listen.OriginalString;
        // Services beside each other are told apart by --listen: they must not meet at the port of gRPC that none of them was told.
        if (grpcListen is null && configured.Tls is null && configured.GrpcListen == new GatewayOptions().GrpcListen)
            grpcListen = ListenAddress.FreePort(listen!);
        if (grpcListen is not null)
            overrides["Gateway:GrpcListen"] = grpcListen.OriginalString;
        return choice.Options(overrides);
    }
}
