using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Orleans.Tx.Gateway.Security;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Security;

public sealed class EndpointScopeTests
{
    [Fact]
    public async Task Endpoint_declares_what_it_asks_for()
    {
        await using var gateway = await RunningGateway.Start(new Keys().Security);

        Assert.True(gateway.Endpoints.Count > 40);
        Assert.Empty(gateway.Endpoints
            .Where(endpoint => !IsOfUnknownMethods(endpoint) && ScopeOf(endpoint) is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => endpoint.DisplayName));
    }

    [Fact]
    public async Task Endpoint_is_open_only_where_nobody_can_have_a_key_yet()
    {
        await using var gateway = await RunningGateway.Start(new Keys().Security);

        Assert.Equal(
            ["/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch", "/healthz", "/readyz", "/sign-in", "/sign-out"],
            gateway.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(PathOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Endpoint_that_is_no_mere_question_needs_scope_operate()
    {
        await using var gateway = await RunningGateway.Start(new Keys().Security);
        var changing = gateway.Endpoints.Where(endpoint => !IsRpc(endpoint) && !MethodsOf(endpoint).Contains("GET") && !IsOfPages(endpoint)).ToList();

        Assert.Equal(
            ["/v1/query/cohorts", "/v1/query/groups", "/v1/query/months", "/v1/query/transactions"],
            changing.Where(endpoint => ScopeOf(endpoint) == AccessScope.Read).Select(PathOf).Order(StringComparer.Ordinal));
        Assert.True(changing.Count(endpoint => ScopeOf(endpoint) == AccessScope.Operate) > 10);
    }

    [Fact]
    public async Task Nothing_but_health_is_answered_without_a_key()
    {
        await using var gateway = await RunningGateway.Start(new Keys().Security);
        using var rpc = new RpcClient(gateway.RpcAddress);
        foreach (var endpoint in gateway.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            if (IsRpc(endpoint))
            {
                var (status, detail, _) = await rpc.Call(PathOf(endpoint), new Google.Protobuf.WellKnownTypes.Empty());
                Assert.Equal((Grpc.Core.StatusCode.Unauthenticated, "a key is needed; give it as Authorization: Bearer KEY"), (status, detail));
                continue;
            }

            using var response = await gateway.Send(new HttpMethod(MethodsOf(endpoint)[0]), Filled(endpoint));
            Assert.Equal("a key is needed; give it as Authorization: Bearer KEY", await RunningGateway.Problem(response, HttpStatusCode.Unauthorized));
            Assert.Equal("Bearer realm=\"tx\"", response.Headers.WwwAuthenticate.ToString());
        }

        Assert.Empty(gateway.Service.Asked);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/v1")]
    [InlineData("/v1/nothing")]
    [InlineData("/grpc.health.v1.Health")]
    [InlineData("/healthz/x")]
    [InlineData("/x//healthz")]
    [InlineData("/healthz/../v1/weeks")]
    public async Task What_is_not_there_tells_nothing_without_a_key(string path)
    {
        await using var gateway = await RunningGateway.Start(new Keys().Security);
        await gateway.Problem(path, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Key_that_reads_is_answered_what_reads_and_refused_the_rest()
    {
        var keys = new Keys();
        await using var gateway = await RunningGateway.Start(keys.Security);
        foreach (var endpoint in gateway.Endpoints.Where(endpoint => !IsRpc(endpoint) && ScopeOf(endpoint) is not null))
        {
            using var response = await gateway.Send(
                new HttpMethod(MethodsOf(endpoint)[0]), Filled(endpoint), request => request.Headers.Authorization = new("Bearer", keys.Reading), HttpCompletionOption.ResponseHeadersRead);
            if (ScopeOf(endpoint) == AccessScope.Read)
            {
                Assert.True(response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden), $"{endpoint.DisplayName}: {response.StatusCode}");
                continue;
            }

            Assert.Equal("the key 'reader' may only read; this needs one with scope operate", await RunningGateway.Problem(response, HttpStatusCode.Forbidden));
            Assert.Equal("Bearer realm=\"tx\", error=\"insufficient_scope\", scope=\"operate\"", response.Headers.WwwAuthenticate.ToString());
        }

        Assert.DoesNotContain(gateway.Service.Asked, call => call.Contains("pull ", StringComparison.Ordinal) || call.Contains("forget ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_that_operates_may_everything()
    {
        var keys = new Keys();
        await using var gateway = await RunningGateway.Start(keys.Security);
        foreach (var endpoint in gateway.Endpoints.Where(endpoint => !IsRpc(endpoint) && ScopeOf(endpoint) is not null))
        {
            using var response = await gateway.Send(
                new HttpMethod(MethodsOf(endpoint)[0]), Filled(endpoint), request => request.Headers.Authorization = new("Bearer", keys.Operating), HttpCompletionOption.ResponseHeadersRead);
            Assert.True(response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden), $"{endpoint.DisplayName}: {response.StatusCode}");
        }

        Assert.Contains("shop: pull 2026-W40..2026-W40", gateway.Service.Asked);
    }

    private static AccessScope? ScopeOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ScopeMetadata>()?.Scope;

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static string PathOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";

    private static string Filled(RouteEndpoint endpoint) => string.Join('/', PathOf(endpoint).Split('/').Select(part => part switch
    {
        "{week}" => "2026-W40",
        ['{', ..] => "1",
        _ => part,
    }));

    // The sign-in, and the channels of pages, in which each act is asked for its scope.
    private static bool IsOfPages(RouteEndpoint endpoint) =>
        PathOf(endpoint).StartsWith("/sign-", StringComparison.Ordinal) || PathOf(endpoint).StartsWith("/_blazor", StringComparison.Ordinal);

    private static bool IsRpc(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Grpc.AspNetCore.Server.GrpcMethodMetadata>() is not null || IsOfUnknownMethods(endpoint);

    // The packages answer unknown methods of a known service by endpoints of their own.
    private static bool IsOfUnknownMethods(RouteEndpoint endpoint) => endpoint.DisplayName?.Contains("Unimplemented", StringComparison.OrdinalIgnoreCase) == true;
}
