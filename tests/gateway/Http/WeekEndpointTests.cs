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
