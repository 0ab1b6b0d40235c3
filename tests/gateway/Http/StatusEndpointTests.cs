using System.Net;
using System.Text.Json;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class StatusEndpointTests
{
    [Fact]
    public async Task Status_tells_of_limiter_projection_and_weeks()
    {
        await using var gateway = await RunningGateway.Start();

        var status = await gateway.Json("/v1/status");

        Assert.Equal("shop", status.GetProperty("source").GetString());
        Assert.Equal(412, status.GetProperty("limiter").GetProperty("held").GetInt32());
        Assert.Equal("00:10:00", status.GetProperty("limiter").GetProperty("window").GetString());
        Assert.Equal(42, status.GetProperty("projection").GetProperty("lastBatch").GetInt64());
        Assert.Equal(2, status.GetProperty("weeks").GetArrayLength());
    }

    [Fact]
    public async Task Limiter_tells_of_its_use_the_learned_limit_and_the_last_hours()
    {
        await using var gateway = await RunningGateway.Start();

        var limiter = await gateway.Json("/v1/limiter");
        var moment = limiter.GetProperty("history")[1];

        Assert.Equal((412, 640), (limiter.GetProperty("held").GetInt32(), limiter.GetProperty("learned").GetInt32()));
        Assert.Equal(
            (412, 640, 2),
            (moment.GetProperty("held").GetInt32(), moment.GetProperty("learned").GetInt32(), moment.GetProperty("rejections").GetInt32()));
        Assert.Equal("1970-01-01T00:00:30+00:00", moment.GetProperty("at").GetString());
    }

    [Fact]
    public async Task Status_leaves_the_history_of_the_limiter_out()
    {
        await using var gateway = await RunningGateway.Start();

        Assert.Equal(0, (await gateway.Json("/v1/status")).GetProperty("limiter").GetProperty("history").GetArrayLength());
    }

    [Fact]
    public async Task Source_of_files_has_a_status_and_no_limiter()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames(["acme"], ["shop"]);
        gateway.Service.Failures[typeof(ILimiterGrain)] = new InvalidOperationException("there is none to ask");

        var status = await gateway.Json("/v1/status?source=shop");

        Assert.Equal(JsonValueKind.Null, status.GetProperty("limiter").ValueKind);
        Assert.Equal(
            "source 'shop' has no API, and so no limiter: its rows came from files, or it is no longer configured",
            await gateway.Problem("/v1/limiter?source=shop", HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Service_with_a_store_is_alive_and_ready()
    {
        await using var gateway = await RunningGateway.Start();

        using var alive = await gateway.Send(HttpMethod.Get, "/healthz");
        using var ready = await gateway.Send(HttpMethod.Get, "/readyz");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (alive.StatusCode, ready.StatusCode));
    }

    [Fact]
    public async Task Service_whose_store_is_away_is_alive_and_not_ready()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.LoseStore();

        using var alive = await gateway.Send(HttpMethod.Get, "/healthz");

        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal("the database can't be reached", await gateway.Problem("/readyz", HttpStatusCode.ServiceUnavailable));
    }

    [Theory]
    [InlineData("/v1/revenue/months")]
    [InlineData("/v1/revenue/cohorts")]
    [InlineData("/v1/weeks")]
    [InlineData("/v1/limiter")]
    [InlineData("/v1/status")]
    public async Task Store_that_is_away_is_a_503(string path)
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.LoseStore();

        Assert.Equal("the database can't be reached", await gateway.Problem(path, HttpStatusCode.ServiceUnavailable));
    }

    [Fact]
    public async Task Grain_that_does_not_answer_is_a_504()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(ILimiterGrain)] = new TimeoutException("no answer within 30 seconds");

        Assert.Equal("no answer within 30 seconds", await gateway.Problem("/v1/limiter", HttpStatusCode.GatewayTimeout));
    }

    [Fact]
    public async Task Fault_of_the_program_is_a_500_that_tells_nothing()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(ILimiterGrain)] = new InvalidOperationException("password=hunter2");

        using var response = await gateway.Send(HttpMethod.Get, "/v1/limiter");

        await RunningGateway.Problem(response, HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("hunter2", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/nothing")]
    [InlineData("/v2/weeks")]
    [InlineData("/nothing")]
    public async Task Path_where_there_is_nothing_is_a_404_as_a_problem(string path)
    {
        await using var gateway = await RunningGateway.Start();

        await gateway.Problem(path, HttpStatusCode.NotFound);
    }
}
