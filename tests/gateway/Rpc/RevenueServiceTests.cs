using System.Net;
using Grpc.Core;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Tests.Rpc;

public sealed class RevenueServiceTests
{
    [Theory]
    [InlineData("Months", "months")]
    [InlineData("Cohorts", "cohorts")]
    public async Task Answer_is_the_same_as_by_HTTP(string method, string path)
    {
        await using var gateway = await RunningGateway.Start();
        var (byHttp, byRpc) = await BothWays(gateway, method, path);

        Assert.Equal(byHttp, byRpc);
        Assert.Contains(byHttp.Keys, key => key.Contains($".{path}[1].", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_without_currency_percentage_and_coverage_is_the_same_as_by_HTTP()
    {
        await using var gateway = await RunningGateway.Start();
        var month = new MonthAnswer("2026-09", 0m, 0m, 0m, null, 0, 0, 0, 0, null, null);
        gateway.Service.Revenue = gateway.Service.Revenue with
        {
            Skipped = gateway.Service.Revenue.Skipped.Add("bad-amount", 3),
            Currencies = [new CurrencyAnswer(null, -0.00000001m, [month], [])],
            Coverage = null,
        };

        var (byHttp, byRpc) = await BothWays(gateway, "Months", "months");

        Assert.Equal(byHttp, byRpc);
        Assert.Equal("-0.00000001", byRpc[".currencies[0].revenue"]);
        Assert.Equal("3", byRpc[".skipped.bad-amount"]);
        Assert.DoesNotContain(".currencies[0].months[0].newPercent", byRpc.Keys);
    }

    [Fact]
    public async Task Notice_of_the_answer_is_the_same_as_by_HTTP()
    {
        await using var gateway = await RunningGateway.Start();
        var answer = gateway.Service.Revenue;
        gateway.Service.Revenue = answer with { Coverage = answer.Coverage! with { Notice = "a rebuild is due" } };

        var (byHttp, byRpc) = await BothWays(gateway, "Cohorts", "cohorts");

        Assert.Equal(byHttp, byRpc);
        Assert.Equal("a rebuild is due", byRpc[".coverage.notice"]);
    }

    [Fact]
    public async Task Question_is_the_same_as_by_HTTP()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames(["shop", "mill"], []);
        using var client = new RpcClient(gateway.RpcAddress);
        var request = new RevenueRequest
        {
            Source = "mill", Currency = "EUR", From = "2026-W40", To = "2026-10", Customer = { "a/b", "'; --" }, New = "first-order",
        };

        await client.Call("/tx.v1.Revenue/Months", request, RevenueResponse.Parser);
        await gateway.Json("/v1/revenue/months?source=mill&currency=EUR&from=2026-W40&to=2026-10&customer=a/b&customer=%27;%20--&new=first-order");

        Assert.Equal(2, gateway.Service.Asked.Count);
        Assert.Equal(gateway.Service.Asked[1], gateway.Service.Asked[0]);
        Assert.StartsWith("mill: revenue", gateway.Service.Asked[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_refused_in_the_same_words_as_by_HTTP()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames(["shop", "mill"], []);
        using var client = new RpcClient(gateway.RpcAddress);

        var unsaid = await client.Call("/tx.v1.Revenue/Months", new RevenueRequest());
        var unknown = await client.Call("/tx.v1.Revenue/Months", new RevenueRequest { Source = "'; drop table \u00e4" });

        Assert.Equal((StatusCode.InvalidArgument, await gateway.Problem("/v1/revenue/months", HttpStatusCode.BadRequest)), (unsaid.Status, unsaid.Detail));
        Assert.Equal(
            (StatusCode.NotFound, await gateway.Problem("/v1/revenue/months?source=%27%3B%20drop%20table%20%C3%A4", HttpStatusCode.NotFound)),
            (unknown.Status, unknown.Detail));
    }

    [Fact]
    public async Task Store_that_is_away_is_unavailable()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.LoseStore();
        using var client = new RpcClient(gateway.RpcAddress);

        var (status, detail, _) = await client.Call("/tx.v1.Revenue/Months", new RevenueRequest());

        Assert.Equal((StatusCode.Unavailable, "the database can't be reached"), (status, detail));
    }

    [Fact]
    public async Task Fault_of_the_program_tells_nothing()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(IRevenueGrain)] = new InvalidOperationException("the password is 123");
        using var client = new RpcClient(gateway.RpcAddress);

        var (status, detail, _) = await client.Call("/tx.v1.Revenue/Months", new RevenueRequest());

        Assert.Equal(StatusCode.Unknown, status);
        Assert.DoesNotContain("123", detail, StringComparison.Ordinal);
    }

    private static async Task<(SortedDictionary<string, string> ByHttp, SortedDictionary<string, string> ByRpc)> BothWays(
        RunningGateway gateway, string method, string path)
    {
        using var client = new RpcClient(gateway.RpcAddress);
        var message = await client.Call($"/tx.v1.Revenue/{method}", new RevenueRequest(), RevenueResponse.Parser);
        return (AnswerValues.Of(await gateway.Json($"/v1/revenue/{path}")), AnswerValues.Of(message));
    }
}
