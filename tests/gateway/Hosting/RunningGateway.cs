using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Gateway.Limits;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>The gateway behind a real web server on loopback, with a client for it.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly HttpClient _http;

    private RunningGateway(LoopbackServer server, ScriptedService service)
    {
        (_server, Service) = (server, service);
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = new Uri(server.Urls[0]) };
        RpcAddress = new Uri(server.Urls[1]);
    }

    public ScriptedService Service { get; }

    public ManualClock Clock { get; private init; } = null!;

    /// <summary>Host and port, as a browser writes them.</summary>
    public string Authority => _http.BaseAddress!.Authority;

    /// <summary>Where it answers gRPC.</summary>
    public Uri RpcAddress { get; }

    public int Port => _http.BaseAddress!.Port;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>All that is mapped.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints => [.. _server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    /// <param name="security">Who may ask; null for this machine.</param>
    public static async Task<RunningGateway> Start(GatewaySecurity? security = null, Action<IServiceCollection>? change = null, GatewayLimits? limits = null)
    {
        var service = new ScriptedService();
        var clock = new ManualClock();
        var server = await LoopbackServer.Start(
            services =>
            {
                services.AddRoutingCore().AddSingleton(ScriptedFactory.Of(service)).AddSingleton<TimeProvider>(clock).AddGateway(security, limits)
                    .Configure<KestrelServerOptions>(kestrel =>
                    {
                        kestrel.Listen(IPAddress.Loopback, 0, http => http.Protocols = HttpProtocols.Http1);
                        kestrel.Listen(IPAddress.Loopback, 0, rpc => rpc.Protocols = HttpProtocols.Http2);
                    });
                change?.Invoke(services);
            },
            app =>
            {
                app.UseRouting();
                app.MapGateway();
            },
            Cancellation);
        return new RunningGateway(server, service) { Clock = clock };
    }

    public Task<HttpResponseMessage> Send(HttpMethod method, string path) => Send(method, path, _ => { });

    /// <param name="completion">Whether an answer that may not end is waited for.</param>
    public async Task<HttpResponseMessage> Send(
        HttpMethod method, string path, Action<HttpRequestMessage> change, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        using var request = new HttpRequestMessage(method, path);
        change(request);
        return await _http.SendAsync(request, completion, Cancellation);
    }

    /// <summary>The beginning of an answer, the rest of which is then read as it comes.</summary>
    public async Task<HttpResponseMessage> Open(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    public Task<HttpResponseMessage> Post(string path, string body, string? accept = null) => Send(HttpMethod.Post, path, request =>
    {
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
    });

    public async Task<JsonElement> Json(string path)
    {
        using var response = await Send(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return await Body(response);
    }

    public async Task<string> Page(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await Send(HttpMethod.Get, path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    /// <summary>The detail of the problem that a request is refused with.</summary>
    public async Task<string> Problem(HttpMethod method, string path, HttpStatusCode status)
    {
        using var response = await Send(method, path);
        return await Problem(response, status);
    }

    public Task<string> Problem(string path, HttpStatusCode status) => Problem(HttpMethod.Get, path, status);

    public static async Task<string> Problem(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await Body(response);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem.TryGetProperty("detail", out var detail) ? detail.GetString()! : "";
    }

    /// <summary>As on a signal: calls that are under way may end.</summary>
    public Task Stop() => _server.Stop(Cancellation);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private static async Task<JsonElement> Body(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        return document.RootElement.Clone();
    }
}
