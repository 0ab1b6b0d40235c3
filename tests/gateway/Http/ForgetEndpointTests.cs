using System.Net;
using System.Text;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Forgetting;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class ForgetEndpointTests
{
    [Fact]
    public async Task Forgetting_is_started_looked_at_and_cancelled_by_its_id()
    {
        await using var gateway = await RunningGateway.Start();

        using var started = await Post(gateway, """{"customer":"c/1 ä"}""");
        var status = await gateway.Json("/v1/forget/20261101T1300?source=shop");
        using var cancelled = await gateway.Send(HttpMethod.Post, "/v1/forget/20261101T1300/cancel");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (started.StatusCode, cancelled.StatusCode));
        Assert.Equal(["shop: forget c/1 ä", "shop: forgetting 20261101T1300", "shop: cancel forgetting 20261101T1300"], gateway.Service.Asked);
        Assert.Equal(("running", 3), (status.GetProperty("state").GetString(), status.GetProperty("rows").GetInt32()));
        Assert.Equal("""[{"week":"2026-W40","rows":3,"setAside":1}]""", status.GetProperty("weeks").GetRawText());
        Assert.DoesNotContain("c/1", await started.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("\"c-1\"")]
    [InlineData("""{"customer":5}""")]
    [InlineData("""{"customer":{"id":"c-1"}}""")]
    [InlineData("""{"customer":["c-1"]}""")]
    public async Task Body_that_is_no_request_is_a_400_and_asks_nothing(string body)
    {
        await using var gateway = await RunningGateway.Start();

        using var refused = await Post(gateway, body);

        await RunningGateway.Problem(refused, HttpStatusCode.BadRequest);
        Assert.Empty(gateway.Service.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Customer":"c-1"}""")]
    [InlineData("""{"customer":null}""")]
    public async Task Body_that_names_nobody_asks_for_nobody(string body)
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(IForgetGrain)] = new TxException(TxError.Invalid, "customer: is missing");

        using var refused = await Post(gateway, body);

        Assert.Equal("customer: is missing", await RunningGateway.Problem(refused, HttpStatusCode.BadRequest));
        Assert.Equal(["shop: forget nobody"], gateway.Service.Asked);
    }

    [Fact]
    public async Task Customer_in_the_address_is_refused()
    {
        await using var gateway = await RunningGateway.Start();

        var detail = await gateway.Problem(HttpMethod.Post, "/v1/forget?customer=c-1", HttpStatusCode.BadRequest);

        Assert.Equal("customer: is no parameter here; allowed: source", detail);
        Assert.Empty(gateway.Service.Asked);
    }

    [Fact]
    public async Task Customer_that_nobody_knows_is_a_404()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(IForgetGrain)] = new TxException(TxError.NotFound, "customer: has no transactions in source 'shop'");

        using var refused = await Post(gateway, """{"customer":"c-1"}""");

        Assert.Equal("customer: has no transactions in source 'shop'", await RunningGateway.Problem(refused, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Of_several_sources_one_has_to_be_named()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames([], ["shop", "till"]);

        using var refused = await Post(gateway, """{"customer":"c-1"}""");

        Assert.Equal("source: say which one is meant. There are: shop, till", await RunningGateway.Problem(refused, HttpStatusCode.BadRequest));
    }

    private static Task<HttpResponseMessage> Post(RunningGateway gateway, string body) => gateway.Send(
        HttpMethod.Post, "/v1/forget", request => request.Content = new StringContent(body, Encoding.UTF8, "application/json"));
}
