using System.Net;
using Grpc.Core;
using Orleans.Tx.Gateway.Limits;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Limits;

public sealed class RateTests
{
    private readonly Keys _keys = new();

    [Fact]
    public async Task Key_that_asks_too_often_is_told_when_to_try_again_and_keeps_no_other_from_asking()
    {
        // The bucket is filled again each second by one, so it can't keep up with forty at once.
        await using var gateway = await RunningGateway.Start(_keys.Security, limits: new GatewayLimits { Burst = 2, RequestsPerSecond = 1 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Ask(gateway, _keys.Reading)));
        using var other = await Ask(gateway, _keys.Operating);
        using var health = await gateway.Send(HttpMethod.Get, "/healthz");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, health.StatusCode));
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.StartsWith("the key 'reader' asks too often; try again in ", await RunningGateway.Problem(refused, HttpStatusCode.TooManyRequests), StringComparison.Ordinal);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Key_has_so_many_streams_at_once_and_no_more()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security, limits: new GatewayLimits { AtOnce = 1 });
        using (await Ask(gateway, _keys.Reading, "/v1/events"))
        {
            using var refused = await Ask(gateway, _keys.Reading);
            Assert.Equal(
                "the key 'reader' has too many requests under way; try again when some have ended", await RunningGateway.Problem(refused, HttpStatusCode.TooManyRequests));
            using var rpc = new RpcClient(gateway.RpcAddress, ("authorization", $"Bearer {_keys.Reading}"));
            Assert.Equal(StatusCode.ResourceExhausted, (await rpc.Call("/tx.v1.Revenue/Months", new RevenueRequest())).Status);
            using var other = await Ask(gateway, _keys.Operating);
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        }
    }

    [Fact]
    public async Task Service_of_one_machine_has_nobody_to_keep_apart()
    {
        await using var gateway = await RunningGateway.Start(limits: new GatewayLimits { Burst = 1, RequestsPerSecond = 1, AtOnce = 1 });
        for (var request = 0; request < 5; request++)
            await gateway.Json("/v1/weeks");
    }

    private static Task<HttpResponseMessage> Ask(RunningGateway gateway, string key, string path = "/v1/weeks") => gateway.Send(
        HttpMethod.Get, path, request => request.Headers.Authorization = new("Bearer", key), HttpCompletionOption.ResponseHeadersRead);
}
