using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class RebuildEndpointTests
{
    [Fact]
    public async Task Rebuild_is_started_looked_at_and_cancelled_by_its_id()
    {
        await using var gateway = await RunningGateway.Start();

        using var started = await gateway.Send(HttpMethod.Post, "/v1/rebuild");
        var status = await gateway.Json("/v1/rebuild/20261101T1200?source=shop");
        using var cancelled = await gateway.Send(HttpMethod.Post, "/v1/rebuild/20261101T1200/cancel");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (started.StatusCode, cancelled.StatusCode));
        Assert.Equal(["shop: rebuild 20261101T1200", "shop: rebuild status 20261101T1200", "shop: rebuild cancel 20261101T1200"], gateway.Service.Asked);
        Assert.Equal(("running", "counting 500 of 1,000 entries", 500, 1000), (
            status.GetProperty("state").GetString(), status.GetProperty("step").GetString(),
            status.GetProperty("carried").GetInt64(), status.GetProperty("entries").GetInt64()));
    }

    [Fact]
    public async Task Rebuild_that_is_not_known_is_a_404()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(IProjectionGrain)] = new TxException(TxError.NotFound, "id: there is no rebuild 'x'");

        Assert.Equal("id: there is no rebuild 'x'", await gateway.Problem("/v1/rebuild/x", HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Status_tells_the_lag_of_the_aggregates_what_is_under_way_and_what_is_due()
    {
        await using var gateway = await RunningGateway.Start();

        var projection = (await gateway.Json("/v1/status")).GetProperty("projection");

        Assert.Equal((70, 1.5, 20, 70, "a rebuild is due"), (
            projection.GetProperty("entriesBehind").GetInt64(), projection.GetProperty("secondsBehind").GetDouble(),
            projection.GetProperty("inBulk").GetProperty("carried").GetInt64(), projection.GetProperty("inBulk").GetProperty("entries").GetInt64(),
            projection.GetProperty("notice").GetString()));
    }
}
