using System.Net;
using Grpc.Core;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Security;

public sealed class LoopbackGuardTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.1")]
    [InlineData("[::1]")]
    public async Task Loopback_name_is_answered_with_and_without_a_port(string host)
    {
        await using var gateway = await RunningGateway.Start();

        Assert.Equal(HttpStatusCode.OK, await Status(gateway, host));
        Assert.Equal(HttpStatusCode.OK, await Status(gateway, $"{host}:{gateway.Port}"));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("0.0.0.0")]
    [InlineData("192.168.0.10")]
    [InlineData("[2001:db8::1]")]
    public async Task Host_that_is_no_loopback_name_is_a_403_that_names_it(string host)
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(HttpMethod.Get, "/v1/weeks", request => request.Headers.Host = $"{host}:{gateway.Port}");

        Assert.Equal($"the host '{host}' is not a loopback name", await RunningGateway.Problem(response, HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost:1")]
    public async Task Page_of_another_origin_is_a_403_and_starts_nothing(string origin)
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(HttpMethod.Post, "/v1/weeks/2026-W40/pull", request => request.Headers.Add("Origin", origin));

        Assert.Equal($"pages of '{origin}' are not answered", await RunningGateway.Problem(response, HttpStatusCode.Forbidden));
        Assert.Empty(gateway.Service.Asked);
    }

    [Theory]
    [InlineData("https://{0}")]
    [InlineData("http://{0}.evil.example")]
    public async Task Origin_that_only_looks_like_its_own_is_a_403(string origin)
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(
            HttpMethod.Get, "/v1/weeks", request => request.Headers.Add("Origin", string.Format(null, origin, gateway.Authority)));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Page_of_its_own_origin_is_answered_and_no_other_is_invited()
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(
            HttpMethod.Post, "/v1/weeks/2026-W40/pull", request => request.Headers.Add("Origin", $"http://{gateway.Authority}"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/")]
    [InlineData("/nothing")]
    public async Task Every_path_is_guarded(string path)
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(HttpMethod.Get, path, request => request.Headers.Host = "evil.example");

        await RunningGateway.Problem(response, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task What_another_page_loads_or_shows_is_a_403(string site)
    {
        await using var gateway = await RunningGateway.Start();
        foreach (var (mode, dest) in ((string, string)[])[("no-cors", "script"), ("no-cors", "image"), ("navigate", "iframe"), ("cors", "empty")])
        {
            using var response = await gateway.Send(HttpMethod.Get, "/v1/weeks", Fetch(site, mode, dest));
            Assert.Equal("pages of another origin are not answered", await RunningGateway.Problem(response, HttpStatusCode.Forbidden));
        }
    }

    [Fact]
    public async Task Link_from_another_page_is_followed_and_a_form_of_it_is_not_sent()
    {
        await using var gateway = await RunningGateway.Start();
        using var link = await gateway.Send(HttpMethod.Get, "/", Fetch("cross-site", "navigate", "document"));
        using var form = await gateway.Send(HttpMethod.Post, "/v1/weeks/2026-W40/pull", Fetch("cross-site", "navigate", "document"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (link.StatusCode, form.StatusCode));
        Assert.DoesNotContain(gateway.Service.Asked, call => call.Contains("pull", StringComparison.Ordinal));
    }

    // A browser that tells no origin sends a form all the same.
    [Theory]
    [InlineData("text/plain")]
    [InlineData("TEXT/plain; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Body_that_any_page_can_send_is_a_415_and_starts_nothing(string type)
    {
        await using var gateway = await RunningGateway.Start();
        foreach (var path in (string[])["/v1/forget", "/v1/query/months", "/v1/weeks/2026-W40/pull"])
        {
            using var response = await gateway.Send(HttpMethod.Post, path, request =>
            {
                request.Content = new StringContent("{}");
                request.Content.Headers.Remove("Content-Type");
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            });
            Assert.Equal($"the content type '{type}' is not taken; write Content-Type: application/json", await RunningGateway.Problem(response, HttpStatusCode.UnsupportedMediaType));
        }

        Assert.Empty(gateway.Service.Asked);
    }

    [Theory]
    [InlineData("evil.example", null)]
    [InlineData(null, "http://evil.example")]
    [InlineData(null, "null")]
    public async Task Port_of_gRPC_is_guarded_as_well(string? host, string? origin)
    {
        await using var gateway = await RunningGateway.Start();
        (string, string)[] headers = [("Host", host ?? gateway.RpcAddress.Authority), .. origin is null ? [] : new[] { ("Origin", origin) }];
        using var rpc = new RpcClient(gateway.RpcAddress, headers);

        var (status, detail, _) = await rpc.Call("/tx.v1.Revenue/Months", new RevenueRequest());

        Assert.Equal((StatusCode.PermissionDenied, host is null ? $"pages of '{origin}' are not answered" : $"the host '{host}' is not a loopback name"), (status, detail));
    }

    [Fact]
    public async Task Preflight_of_another_origin_is_refused()
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(HttpMethod.Options, "/v1/forget", request =>
        {
            request.Headers.Add("Origin", "http://evil.example");
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Private-Network", "true");
        });

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private static Action<HttpRequestMessage> Fetch(string site, string mode, string dest) => request =>
    {
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Sec-Fetch-Mode", mode);
        request.Headers.Add("Sec-Fetch-Dest", dest);
    };

    private static async Task<HttpStatusCode> Status(RunningGateway gateway, string host)
    {
        using var response = await gateway.Send(HttpMethod.Get, "/v1/weeks", request => request.Headers.Host = host);
        return response.StatusCode;
    }
}
