using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class PlanEndpointTests
{
    [Theory]
    [InlineData("from=2026-W40&to=2026-W41", "shop: plan 2026-W40..2026-W41")]
    [InlineData("from=2026-W40", "shop: plan 2026-W40..2026-W40")]
    public async Task Plan_is_asked_for_by_post_since_it_spends_requests(string query, string asked)
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await gateway.Send(HttpMethod.Post, $"/v1/plan?{query}");
        await gateway.Problem($"/v1/plan?{query}", HttpStatusCode.MethodNotAllowed);

        Assert.Equal([asked], gateway.Service.Asked);
        Assert.Equal(
            """
            {"source":"shop","weeks":[{"week":"2026-W40","basis":"complete","requests":0,"records":90000},{"week":"2026-W41","basis":"not-told","requests":null,"records":null}],"requests":0,"unknown":1,"pending":0,"leastTime":"00:10:00","queuedRequests":7,"queuedUnknown":0,"expectedFinish":"1970-01-01T00:00:00+00:00","allowed":1000,"window":"00:10:00","held":412}
            """,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Plan_without_a_week_and_one_that_the_source_refuses_are_a_400()
    {
        await using var gateway = await RunningGateway.Start();
        Assert.Equal("from: is missing; write a week like 2026-W40", await gateway.Problem(HttpMethod.Post, "/v1/plan", HttpStatusCode.BadRequest));

        gateway.Service.Failures[typeof(IPlanGrain)] = new TxException(TxError.Invalid, "2026-W40: The API answered 404");
        Assert.Equal("2026-W40: The API answered 404", await gateway.Problem(HttpMethod.Post, "/v1/plan?from=2026-W40", HttpStatusCode.BadRequest));
    }
}
