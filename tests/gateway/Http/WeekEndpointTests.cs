using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class WeekEndpointTests
{
    [Fact]
    public async Task Weeks_are_answered_with_their_state_as_a_word()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Weeks = [Sample.Week("2026-W40"), Sample.Week("2026-W41", WeekState.Waiting, "waiting for a permit", DateTimeOffset.UnixEpoch)];

        var weeks = (await gateway.Json("/v1/weeks")).EnumerateArray().ToList();

        Assert.Equal(["complete", "waiting"], weeks.Select(week => week.GetProperty("status").GetString()));
        Assert.Equal(41_200, weeks[0].GetProperty("rows").GetInt64());
        Assert.Equal("waiting for a permit", weeks[1].GetProperty("message").GetString());
        Assert.Equal(DateTimeOffset.UnixEpoch, weeks[1].GetProperty("waitingUntil").GetDateTimeOffset());
    }

    [Fact]
    public async Task Week_is_answered_by_its_name()
    {
        await using var gateway = await RunningGateway.Start();

        Assert.Equal("2026-W41", (await gateway.Json("/v1/weeks/2026-W41")).GetProperty("week").GetString());
    }

    [Fact]
    public async Task Week_that_was_never_asked_for_is_a_404_that_names_it()
    {
        await using var gateway = await RunningGateway.Start();

        Assert.Equal("week: '2026-W01' of source 'shop' was never asked for", await gateway.Problem("/v1/weeks/2026-W01", HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("2026-W40", "shop: pull 2026-W40..2026-W40")]
    [InlineData("2026-W40..2026-W43", "shop: pull 2026-W40..2026-W43")]
    public async Task Pull_queues_a_week_or_a_range(string weeks, string asked)
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await gateway.Send(HttpMethod.Post, $"/v1/weeks/{weeks}/pull");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([asked], gateway.Service.Asked);
    }

    [Theory]
    [InlineData("2026-W40/pause", "shop: Pause 2026-W40..2026-W40")]
    [InlineData("2026-W40..2026-W43/resume", "shop: Resume 2026-W40..2026-W43")]
    [InlineData("all/retry", "shop: Retry ..")]
    [InlineData("2026-W40/repull", "shop: Repull 2026-W40..2026-W40")]
    [InlineData("2026-W40/confirm", "shop: Confirm 2026-W40..2026-W40")]
    public async Task Order_is_given_for_a_week_a_range_or_all(string path, string asked)
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await gateway.Send(HttpMethod.Post, $"/v1/weeks/{path}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([asked], gateway.Service.Asked);
    }

    [Theory]
    [InlineData("pause", HttpStatusCode.MethodNotAllowed)]
    [InlineData("confirm", HttpStatusCode.MethodNotAllowed)]
    [InlineData("destroy", HttpStatusCode.NotFound)]
    public async Task Order_by_get_or_that_is_none_does_nothing(string order, HttpStatusCode status)
    {
        await using var gateway = await RunningGateway.Start();

        await gateway.Problem($"/v1/weeks/2026-W40/{order}", status);

        Assert.Empty(gateway.Service.Asked);
    }

    [Fact]
    public async Task Runs_of_a_week_are_answered_in_order()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Runs = [Run(1, DateTimeOffset.UnixEpoch), Run(2, null)];

        var runs = (await gateway.Json("/v1/weeks/2026-W40/runs")).EnumerateArray().ToList();

        Assert.Equal([1, 2], runs.Select(run => run.GetProperty("run").GetInt32()));
        Assert.Equal(["pulled", "pulled"], runs.Select(run => run.GetProperty("state").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, runs[1].GetProperty("endedAt").ValueKind);
        Assert.Equal(["shop: runs 2026-W40"], gateway.Service.Asked);

        static WeekRun Run(int number, DateTimeOffset? ended) =>
            new(number, WeekState.Pulled, null, 9, 900, 900, 0, 0, 0, 0, 0, 0, 0, 9, 0, DateTimeOffset.UnixEpoch, ended);
    }

    [Fact]
    public async Task Pull_that_the_source_refuses_is_a_400_that_names_the_week()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(ISourceGrain)] = new TxException(TxError.Invalid, "2099-W01 lies in the future");

        Assert.Equal("week: 2099-W01 lies in the future", await gateway.Problem(HttpMethod.Post, "/v1/weeks/2099-W01/pull", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Pull_by_get_is_refused_and_starts_nothing()
    {
        await using var gateway = await RunningGateway.Start();

        await gateway.Problem("/v1/weeks/2026-W40/pull", HttpStatusCode.MethodNotAllowed);

        Assert.Empty(gateway.Service.Asked);
    }
}
