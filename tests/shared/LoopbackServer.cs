using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Tx.Testing;

/// <summary>A web server on loopback, on whatever port is free.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app) => _app = app;

    /// <summary>Such as <c>http://127.0.0.1:41234</c>.</summary>
    public string Url => Urls[0];

    /// <summary>One for each port that it was told to listen on.</summary>
    public IReadOnlyList<string> Urls =>
        [.. _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts one that answers every request in the same way.</summary>
    public static Task<LoopbackServer> Start(RequestDelegate answer, CancellationToken cancellationToken) =>
        Start(_ => { }, app => app.Run(answer), cancellationToken);

    public static async Task<LoopbackServer> Start(
        Action<IServiceCollection> addServices, Action<WebApplication> map, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        addServices(builder.Services);
        var app = builder.Build();
        map(app);
        await app.StartAsync(cancellationToken);
        return new LoopbackServer(app);
    }

    /// <summary>As on a signal: what is under way may end.</summary>
    public Task Stop(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
