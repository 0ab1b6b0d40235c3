using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Telemetry;
using Orleans.Tx.Gateway;
using Orleans.Tx.Gateway.Security;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Hosting;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Client.Server;

/// <summary>Silo and gateway in this process, over a store that this process owns.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TxStore _store;

    private LocalServer(WebApplication app, TxStore store) => (_app, _store) = (app, store);

    /// <summary>Where the gateway answers HTTP.</summary>
    public Uri Address => new(Listening(_app).First());

    /// <summary>The key by which this process asks it; null where it needs none.</summary>
    public string? Key { get; private init; }

    /// <summary>Where it answers gRPC; null where it does not. With TLS that is where it answers HTTP.</summary>
    public Uri? GrpcAddress { get; private init; }

    /// <summary>Is cancelled when another program owns the store now: this one has to stop.</summary>
    public CancellationToken Lost => _store.Lost;

    /// <summary>A part of the service, for what measures it from within.</summary>
    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts on a store and takes it over: it is closed with the server, or at once if the start fails.</summary>
    /// <param name="listen">The gateway's addresses.</param>
    /// <param name="resume">Whether pulls that a stop interrupted go on by themselves: a command that only reads must not spend requests.</param>
    /// <param name="calendar">Whether weeks are pulled without being asked for.</param>
    /// <exception cref="UsageException">One of the addresses can't be listened on.</exception>
    public static async Task<LocalServer> StartAsync(
        TxStore store, TxOptions options, GatewayAddresses listen, bool resume, bool calendar, Action<ILoggingBuilder> logging,
        CancellationToken cancellationToken)
    {
        WebApplication? app = null;
        var access = GatewayAccess.Of(options.Gateway);
        try
        {
            app = Build(store, options, listen, access.Security, resume, calendar, logging);
            await app.StartAsync(cancellationToken);
            var server = new LocalServer(app, store)
            {
                GrpcAddress = listen is { Grpc: null, Certificate: null } ? null : new Uri(Listening(app).Last()),
                Key = access.OwnKey,
            };
            await store.Publish(GatewayAddresses.Nearby(server.Address), cancellationToken);
            return server;
        }
        catch (Exception e)
        {
            var opened = app is null ? 0 : Listening(app).Count;
            if (app is not null)
                await app.DisposeAsync();
            await store.DisposeAsync();
            // In use, or not allowed to this user.
            if (e is IOException or SocketException)
                throw new UsageException(listen.Refusal(opened, e));
            throw;
        }
    }

    /// <summary>Drains: what is under way is stored or given up, and goes on from there with the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static WebApplication Build(
        TxStore store, TxOptions options, GatewayAddresses listen, GatewaySecurity security, bool resume, bool calendar, Action<ILoggingBuilder> logging)
    {
        // Empty: only tx.json and TX__ variables configure it, not the settings files and variables of web hosts.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(listen.Open);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, StoppedByCommand>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        logging(builder.Logging);
        builder.AddTelemetry();
        builder.Services.AddGateway(security);
        builder.AddSilo(options, store, resume, calendar);
        var app = builder.Build();
        app.UseRouting();
        app.MapGateway();
        return app;
    }

    // In the order in which they were opened.
    private static ICollection<string> Listening(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    /// <summary>The command decides when to stop: signals are its business.</summary>
    private sealed class StoppedByCommand : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
