using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Queries;
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
    [InlineData("/v1/revenue/cohorts?new=first-month", "shop: report all")]
    [InlineData("/v1/revenue/cohorts?currency=USD", "shop: revenue .. customers=all currency=USD new=")]
    [InlineData("/v1/revenue/months?SOURCE=shop&currency=EUR", "shop: revenue .. customers=all currency=EUR new=")]
    [InlineData("/v1/revenue/months?from=2026-W40&to=2026-10&customer=a%2Fb&new=first-order", "shop: revenue 2026-W40..2026-10 customers=a/b currency= new=first-order")]
    [InlineData("/v1/revenue/cohorts?customer=a&customer=%27;%20drop", "shop: revenue .. customers=a+'; drop currency= new=")]
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
        gateway.Service.Failures[typeof(IQueryGrain)] = new TxException(TxError.Invalid, "currency: 'U$' is no currency code: such as USD");

        Assert.Equal("currency: 'U$' is no currency code: such as USD", await gateway.Problem(path, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("/v1/revenue/months?form=2026-01", "form: is no parameter here; allowed: source, from, to, customer, currency, new")]
    [InlineData("/v1/limiter?curency=USD", "curency: is no parameter here; allowed: source")]
    [InlineData("/v1/weeks/2026-W40?week=2026-W41", "week: is no parameter here; allowed: source")]
    public async Task Parameter_that_is_not_read_is_a_400_that_names_those_that_are(string path, string detail)
    {
        await using var gateway = await RunningGateway.Start();

        Assert.Equal(detail, await gateway.Problem(path, HttpStatusCode.BadRequest));
        Assert.Empty(gateway.Service.Asked);
    }

    [Fact]
    public async Task Same_question_is_asked_of_the_grain_again_only_after_a_fifth_of_a_second()
    {
        await using var gateway = await RunningGateway.Start();
        string[] questions = ["/v1/revenue/months", "/v1/revenue/cohorts", "/v1/revenue/months?currency=USD"];
        foreach (var question in questions.Concat(questions))
            await gateway.Json(question);
        Assert.Equal(3, gateway.Service.Asked.Count);

        gateway.Clock.Advance(TimeSpan.FromMilliseconds(199));
        await gateway.Json(questions[0]);
        Assert.Equal(3, gateway.Service.Asked.Count);
        gateway.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await gateway.Json(questions[0]);
        Assert.Equal(4, gateway.Service.Asked.Count);
    }

    [Fact]
    public async Task Failure_is_told_once_and_not_kept()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(IRevenueGrain)] = new TxException(TxError.Unavailable, "away");
        await gateway.Problem("/v1/revenue/months", HttpStatusCode.ServiceUnavailable);
        gateway.Service.Failures.Clear();

        await gateway.Json("/v1/revenue/months");
    }

    [Theory]
    [InlineData("months", """{"from":"2026-W40","customer":["a","b"],"currency":"EUR","new":"first-order"}""", "shop: revenue 2026-W40.. customers=a+b currency=EUR new=first-order")]
    [InlineData("cohorts", """{"source":"shop"}""", "shop: report all")]
    public async Task Question_may_come_as_a_body(string table, string body, string asked)
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await gateway.Post($"/v1/query/{table}", body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([asked], gateway.Service.Asked);
    }
}
