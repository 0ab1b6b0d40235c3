using System.CommandLine;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;

namespace Orleans.Tx.Client.Cluster;

/// <summary><c>tx gateway</c>: a gateway beside a cluster, until it is told to stop.</summary>
internal sealed class GatewayCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly MemberConfiguration _configuration = new();

    public GatewayCommand(Terminal terminal)
        : base("gateway", "Runs a gateway beside a cluster (engine orleans), until SIGTERM.", "tx gateway --config /etc/tx/tx.json")
    {
        _terminal = terminal;
        _configuration.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        ClusterEngine.Require("tx gateway");
        var options = _configuration.Read(parse);
        using var logging = LoggerFactory.Create(ServiceHost.Log);
        var listen = GatewayAddresses.Of(options.Gateway, _terminal.Time, logging);
        await using var server = await LocalServer.StartAsync(options.Storage.ConnectionString, store: null, options.Gateway, listen, ServiceHost.Log, cancellation);
        await _terminal.Out.WriteLineAsync($"The gateway answers at {server.Address}; gRPC at {server.GrpcAddress}; SIGTERM stops it.");
        await _terminal.Out.FlushAsync(cancellation);
        await ServiceHost.Stopped(cancellation);
        return ExitStatus.Done;
    }
}
