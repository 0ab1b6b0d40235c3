using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Tx.Grpc.Tests.Serving;

/// <summary>The probe behind a real web server on loopback.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ProbeServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        Log = app.Services.GetRequiredService<ProbeLog>();
    }

    public Uri Address { get; }

    public ProbeLog Log { get; }

    public static Task<ProbeServer> Start(Action<GrpcServiceOptions>? options = null) => Start(HttpProtocols.Http2, options);

    public static Task<ProbeServer> Start(HttpProtocols protocols, Action<GrpcServiceOptions>? options = null) =>
        Start<ProbeService>(services => services.AddGrpc(options ?? (_ => { })), protocols);

    public static async Task<ProbeServer> Start<TService>(Action<IServiceCollection> services, HttpProtocols protocols = HttpProtocols.Http2)
        where TService : class
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<ProbeLog>();
        services(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<TService>();
        app.MapPost("/{one}/{two}", () => Results.Text("not gRPC"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ProbeServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
