using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Operating;

/// <summary><c>tx up</c>: silo, gateway and dashboard in one process until it is told to stop.</summary>
internal sealed class UpCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly ParsedOption<Uri?> _listen = new("--listen", "The gateway's address (default: Gateway:Listen, http://127.0.0.1:8080)", "URL", ListenAddress.Parse);
    private readonly ParsedOption<Uri?> _grpcListen = new(
        "--grpc-listen", "The address of gRPC (default: Gateway:GrpcListen, http://127.0.0.1:8081; with --listen alone a free port beside it)", "URL", ListenAddress.Parse);

    public UpCommand(Terminal terminal)
        : base("up", "Runs the service, with gateway and dashboard, until Ctrl-C or SIGTERM.", "tx up", "tx up --listen http://127.0.0.1:9000 --grpc-listen http://127.0.0.1:9001 --data /var/lib/shop")
    {
        _terminal = terminal;
        Options.Add(_listen);
        Options.Add(_grpcListen);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        if (choice.Server is not null)
            throw new UsageException("--server names a running service; tx up starts one: leave it out");

        var options = Configured(choice, parse.GetValue(_listen), parse.GetValue(_grpcListen));
        using var logging = LoggerFactory.Create(Log);
        var listen = GatewayAddresses.Of(options.Gateway, _terminal.Time, logging);
        var store = await ServerAccess.OpenStore(choice, options, create: true, logging, _terminal, cancellation);
        await using var server = await LocalServer.StartAsync(store, options, listen, resume: true, calendar: true, Log, cancellation);
        await _terminal.Out.WriteLineAsync($"The service answers at {server.Address}; gRPC at {server.GrpcAddress}; Ctrl-C stops it.");
        await _terminal.Out.FlushAsync(cancellation);
        await Stopped(server, cancellation);
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

    private static async Task Stopped(LocalServer server, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, server.Lost);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = either.Token.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static void Log(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        // A start that fails ends the command, which tells it in one sentence.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        .AddFilter("Orleans", LogLevel.Warning)
        .AddFilter("Orleans.Tx", LogLevel.Information)
        .AddSimpleConsole(lines =>
        {
            lines.SingleLine = true;
            lines.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            lines.UseUtcTimestamp = true;
            lines.ColorBehavior = LoggerColorBehavior.Default;
        })
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
