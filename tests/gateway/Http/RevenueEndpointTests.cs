using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class RevenueEndpointTests
{
    [Fact]
    public async Task Months_are_answered_without_cohorts()
    {
        await using var gateway = await RunningGateway.Start();

        var answer = await gateway.Json("/v1/revenue/months");

        var block = answer.GetProperty("currencies")[0];
        Assert.Equal("EUR", block.GetProperty("currency").GetString());
        Assert.False(block.TryGetProperty("cohorts", out _));
        var month = block.GetProperty("months")[1];
        Assert.Equal("1000.00", month.GetProperty("revenue").GetString());
        Assert.Equal("90.00", month.GetProperty("newPercent").GetRawText());
        Assert.False(month.GetProperty("newComplete").GetBoolean());
        Assert.Equal("pulling", answer.GetProperty("coverage").GetProperty("weeks")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Cohorts_are_answered_without_months()
    {
        await using var gateway = await RunningGateway.Start();

        var block = (await gateway.Json("/v1/revenue/cohorts")).GetProperty("currencies")[1];

        Assert.False(block.TryGetProperty("months", out _));
        var cohort = block.GetProperty("cohorts")[0];
        Assert.Equal("12346.178", cohort.GetProperty("revenue").GetString());
        Assert.Equal(["2026-09", "2026-10"], cohort.GetProperty("months").EnumerateArray().Select(month => month.GetProperty("month").GetString()));
    }

    [Theory]
    [InlineData("/v1/revenue/months", "shop: report all")]
    [InlineData("/v1/revenue/cohorts?currency=USD", "shop: report USD")]
    [InlineData("/v1/revenue/months?SOURCE=shop&currency=EUR", "shop: report EUR")]
    public async Task Parameters_reach_the_grain_of_the_source(string path, string asked)
    {
        await using var gateway = await RunningGateway.Start();

        await gateway.Json(path);

        Assert.Equal([asked], gateway.Service.Asked);
    }

    [Theory]
    [InlineData("/v1/revenue/months?currency=U%24")]
    [InlineData("/v1/revenue/cohorts?currency=U%24")]
    public async Task Value_that_a_grain_refuses_is_a_400_that_names_the_parameter(string path)
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(IRevenueGrain)] = new TxException(TxError.Invalid, "'U$' is no currency code: such as USD");

        Assert.Equal("currency: 'U$' is no currency code: such as USD", await gateway.Problem(path, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("/v1/revenue/months?from=2026-01", "from: is no parameter here; allowed: source, currency")]
    [InlineData("/v1/limiter?curency=USD", "curency: is no parameter here; allowed: source")]
    [InlineData("/v1/weeks/2026-W40?week=2026-W41", "week: is no parameter here; allowed: source")]
    public async Task Parameter_that_is_not_read_is_a_400_that_names_those_that_are(string path, string detail)
    {
        await using var gateway = await RunningGateway.Start();

        Assert.Equal(detail, await gateway.Problem(path, HttpStatusCode.BadRequest));
        Assert.Empty(gateway.Service.Asked);
    }
}
