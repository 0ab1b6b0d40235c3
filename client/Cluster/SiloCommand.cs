using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Hosting;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Client.Cluster;

/// <summary><c>tx silo</c>: one silo of a cluster, until it is told to stop.</summary>
internal sealed class SiloCommand : TxCommand
{
    private static readonly TimeSpan EndTakesAtMost = ServiceHost.DrainTakesAtMost + TimeSpan.FromSeconds(5);

    private readonly Terminal _terminal;
    private readonly MemberConfiguration _configuration = new();

    // For who started this process: it ends with its parent, however that ends.
    private readonly Option<bool> _untilInputEnds = new(SiloProcess.UntilInputEnds) { Hidden = true };

    public SiloCommand(Terminal terminal)
        : base("silo", "Runs one silo of a cluster (engine orleans), until SIGTERM.", "TX__Cluster__Address=10.1.0.7 tx silo --config /etc/tx/tx.json")
    {
        _terminal = terminal;
        _configuration.AddTo(this);
        Options.Add(_untilInputEnds);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        ClusterEngine.Require("tx silo");
        var options = _configuration.Read(parse);
        if (options.Cluster.Address.Length == 0)
            throw new ConfigurationException("Cluster:Address is empty: it names the address by which the others reach this silo, such as TX__Cluster__Address=10.1.0.7");

        using var logging = LoggerFactory.Create(ServiceHost.Log);
        using var orphaned = new CancellationTokenSource();
        if (parse.GetValue(_untilInputEnds))
            _ = EndWithInput(orphaned);
        var store = await TxStore.OpenAsync(
            folder: null, options.Storage.ConnectionString, _terminal.Consent(yes: false), logging, _terminal.Progress, _terminal.Time, cancellation, shared: true);
        var (app, lost) = (Build(options, store), store.Lost);
        try
        {
            await Serve(app, options.Cluster, cancellation, orphaned.Token, lost);
        }
        finally
        {
            await End(app, store);
        }

        return lost.IsCancellationRequested ? throw new WorkException("the database is owned by a program that shares it with nobody: this silo has stopped") : ExitStatus.Done;
    }

    private async Task Serve(WebApplication app, MemberOptions member, CancellationToken cancellation, params IEnumerable<CancellationToken> otherReasons)
    {
        await app.StartAsync(cancellation);
        // Not on standard output, which belongs to who started it.
        await _terminal.Error.WriteLineAsync($"This silo is reached at {member.Address}:{member.SiloPort}; its health at {app.Urls.First()}; SIGTERM stops it.");
        await ServiceHost.Stopped([cancellation, .. otherReasons]);
    }

    private async Task End(WebApplication app, TxStore store)
    {
        try
        {
            await Close().WaitAsync(EndTakesAtMost, _terminal.Time);
        }
        catch (TimeoutException)
        {
            // A silo takes leave of the others in the database, and goes on trying where that is gone for good, as with its parent.
            Environment.Exit((int)ExitStatus.Failed);
        }

        async Task Close()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
            await store.DisposeAsync();
        }
    }

    private static WebApplication Build(TxOptions options, TxStore store)
    {
        var builder = ServiceHost.CreateBuilder(new GatewayAddresses(options.Cluster.Health).Open, ServiceHost.Log);
        builder.Services.AddHealth();
        builder.AddSilo(options, store, resume: true, calendar: true, member: true);
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseRouting();
        app.MapHealth();
        return app;
    }

    private async Task EndWithInput(CancellationTokenSource orphaned)
    {
        await _terminal.Input.CopyToAsync(Stream.Null, orphaned.Token);
        await orphaned.CancelAsync();
    }
}
