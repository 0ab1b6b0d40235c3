using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Http;

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

    private static async Task<HttpStatusCode> Status(RunningGateway gateway, string host)
    {
        using var response = await gateway.Send(HttpMethod.Get, "/v1/weeks", request => request.Headers.Host = host);
        return response.StatusCode;
    }
}
