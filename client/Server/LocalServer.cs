using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway;
using Orleans.Tx.Gateway.Security;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Hosting;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Client.Server;

/// <summary>A gateway in this process, with a silo over a store that this process owns, or as a client of the silos of a cluster.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TxStore? _owned;

    private LocalServer(WebApplication app, TxStore? owned) => (_app, _owned) = (app, owned);

    /// <summary>Where the gateway answers HTTP.</summary>
    public Uri Address => new(Listening(_app).First());

    /// <summary>The key by which this process asks it; null where it needs none.</summary>
    public string? Key { get; private init; }

    /// <summary>Where it answers gRPC; null where it does not. With TLS that is where it answers HTTP.</summary>
    public Uri? GrpcAddress { get; private init; }

    /// <summary>Is cancelled when another program owns the store now: this one has to stop.</summary>
    public CancellationToken Lost { get; private init; }

    /// <summary>A part of the service, for what measures it from within.</summary>
    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts with a silo on a store and takes it over: it is closed with the server, or at once if the start fails.</summary>
    /// <param name="listen">The gateway's addresses.</param>
    /// <param name="resume">Whether pulls that a stop interrupted go on by themselves: a command that only reads must not spend requests.</param>
    /// <param name="calendar">Whether weeks are pulled without being asked for.</param>
    /// <exception cref="UsageException">One of the addresses can't be listened on.</exception>
    public static async Task<LocalServer> StartAsync(
        TxStore store, TxOptions options, GatewayAddresses listen, bool resume, bool calendar, Action<ILoggingBuilder> logging,
        CancellationToken cancellationToken)
    {
        try
        {
            return await StartAsync(host => host.AddSilo(options, store, resume, calendar), store, owns: true, options.Gateway, listen, logging, cancellationToken);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts as a client of the silos that work on a database.</summary>
    /// <param name="store">The store that the silos share, where other programs are told the address; it stays the caller's. Null for nowhere.</param>
    /// <inheritdoc cref="StartAsync(TxStore, TxOptions, GatewayAddresses, bool, bool, Action{ILoggingBuilder}, CancellationToken)"/>
    public static Task<LocalServer> StartAsync(
        string connectionString, TxStore? store, GatewayOptions gateway, GatewayAddresses listen, Action<ILoggingBuilder> logging,
        CancellationToken cancellationToken) =>
        StartAsync(host => host.AddClusterClient(connectionString), store, owns: false, gateway, listen, logging, cancellationToken);

    private static async Task<LocalServer> StartAsync(
        Action<WebApplicationBuilder> addGrains, TxStore? store, bool owns, GatewayOptions gateway, GatewayAddresses listen,
        Action<ILoggingBuilder> logging, CancellationToken cancellationToken)
    {
        WebApplication? app = null;
        var access = GatewayAccess.Of(gateway);
        try
        {
            app = Build(addGrains, listen, access.Security, logging);
            await app.StartAsync(cancellationToken);
            var server = new LocalServer(app, owns ? store : null)
            {
                Lost = store?.Lost ?? CancellationToken.None,
                GrpcAddress = listen is { Grpc: null, Certificate: null } ? null : new Uri(Listening(app).Last()),
                Key = access.OwnKey,
            };
            if (store is not null)
                await store.Publish(GatewayAddresses.Nearby(server.Address), cancellationToken);
            return server;
        }
        catch (Exception e)
        {
            var opened = app is null ? 0 : Listening(app).Count;
            if (app is not null)
                await app.DisposeAsync();
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
        if (_owned is not null)
            await _owned.DisposeAsync();
    }

    private static WebApplication Build(
        Action<WebApplicationBuilder> addGrains, GatewayAddresses listen, GatewaySecurity security, Action<ILoggingBuilder> logging)
    {
        var builder = ServiceHost.CreateBuilder(listen.Open, logging);
        builder.Services.AddGateway(security);
        addGrains(builder);
        var app = builder.Build();
        app.UseRouting();
        app.MapGateway();
        return app;
    }

    // In the order in which they were opened.
    private static ICollection<string> Listening(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
}
