using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class VerificationEndpointTests
{
    [Fact]
    public async Task Verification_is_started_looked_at_and_cancelled_by_its_id()
    {
        await using var gateway = await RunningGateway.Start();

        using var started = await gateway.Send(HttpMethod.Post, "/v1/verification");
        var status = await gateway.Json("/v1/verification/20261101T1200?source=shop");
        using var cancelled = await gateway.Send(HttpMethod.Post, "/v1/verification/20261101T1200/cancel");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (started.StatusCode, cancelled.StatusCode));
        Assert.Equal(["shop: start 20261101T1200", "shop: status 20261101T1200", "shop: cancel 20261101T1200"], gateway.Service.Asked);
        Assert.Equal(("running", 41, 42), (
            status.GetProperty("state").GetString(), status.GetProperty("position").GetInt64(), status.GetProperty("lastBatch").GetInt64()));
        var difference = status.GetProperty("shown")[0];
        Assert.Equal(("cell", "revenue 1", null), (
            difference.GetProperty("kind").GetString(), difference.GetProperty("expected").GetString(), difference.GetProperty("stored").GetString()));
    }

    [Fact]
    public async Task Verification_that_is_not_known_is_a_404()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(IVerificationGrain)] = new TxException(TxError.NotFound, "id: there is no verification 'x'");

        Assert.Equal("id: there is no verification 'x'", await gateway.Problem("/v1/verification/x", HttpStatusCode.NotFound));
    }
}
