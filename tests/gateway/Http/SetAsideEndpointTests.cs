using System.Net;
using System.Text;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class SetAsideEndpointTests
{
    [Fact]
    public async Task Rejects_are_listed_with_their_counts_and_where_to_go_on()
    {
        await using var gateway = await RunningGateway.Start();

        var list = await gateway.Json("/v1/rejects?from=2026-W40&to=2026-W43&reason=bad-amount&limit=7&after=2026-W40/1/2/3");

        Assert.Equal(["shop: rejects 2026-W40..2026-W43 bad-amount 7 2026-W40/1/2/3"], gateway.Service.Asked);
        Assert.Equal(("bad-amount", 7), (list.GetProperty("reasons")[0].GetProperty("reason").GetString(), list.GetProperty("reasons")[0].GetProperty("count").GetInt32()));
        Assert.Equal("{\"id\":\"ä\"}", list.GetProperty("records")[0].GetProperty("raw").GetString());
        Assert.Equal("2026-W40/1/17/3", list.GetProperty("next").GetString());
    }

    [Theory]
    [InlineData("limit=many", "limit: 'many' is no number; 1 to 1000 are allowed")]
    [InlineData("week=2026-W40", "week: is no parameter here; allowed: source, from, to, reason, limit, after")]
    public async Task Parameter_that_is_none_is_a_400_that_names_it(string query, string detail)
    {
        await using var gateway = await RunningGateway.Start();
        Assert.Equal(detail, await gateway.Problem($"/v1/rejects?{query}", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Record_is_found_by_its_id_as_it_is_written()
    {
        await using var gateway = await RunningGateway.Start();

        var record = await gateway.Json("/v1/rejects/2026-W40/1/17/3");

        Assert.Equal(("2026-W40/1/17/3", "{\"a\":\u001b1}"), (record.GetProperty("id").GetString(), record.GetProperty("raw").GetString()));
    }

    [Theory]
    [InlineData("""{"ids":["2026-W40/1/17/3","2026-W40/1/17/4"]}""", "shop: retry 2026-W40/1/17/3,2026-W40/1/17/4 ..  False ")]
    [InlineData("""{"from":"2026-W40","to":"2026-W41","reason":"bad-time","after":"2026-W40/1/0/0"}""", "shop: retry  2026-W40..2026-W41 bad-time False 2026-W40/1/0/0")]
    [InlineData("""{"all":true}""", "shop: retry  ..  True ")]
    public async Task Retry_is_asked_for_with_a_body(string body, string asked)
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await gateway.Send(
            HttpMethod.Post, "/v1/rejects/retry", request => request.Content = new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([asked], gateway.Service.Asked);
        Assert.Equal(
            """{"stored":2,"restated":1,"alreadyThere":0,"left":[{"reason":"bad-time","count":3,"example":"2026-W40/1/0/0","advice":"look"}],"next":"2026-W40/1/9/9"}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Retry_while_the_week_is_under_way_is_a_400_that_says_so()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(ISetAsideGrain)] = new TxException(TxError.Invalid, "2026-W40 is pulling");
        Assert.Equal("2026-W40 is pulling", await gateway.Problem(HttpMethod.Post, "/v1/rejects/retry", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Body_that_is_no_json_is_a_400_and_asks_nothing()
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(
            HttpMethod.Post, "/v1/rejects/retry", request => request.Content = new StringContent("{", Encoding.UTF8, "application/json"));
        await RunningGateway.Problem(response, HttpStatusCode.BadRequest);
        Assert.Empty(gateway.Service.Asked);
    }
}
