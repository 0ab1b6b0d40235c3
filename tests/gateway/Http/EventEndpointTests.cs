using System.Net;
using Orleans.Tx.Gateway.Progress;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Gateway.Tests.Rpc;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class EventEndpointTests
{
    [Fact]
    public async Task Listener_is_told_how_everything_stands_then_what_changes()
    {
        await using var gateway = await RunningGateway.Start();
        using var events = await EventReader.Open(gateway);

        Assert.Equal("text/event-stream", events.ContentType);
        foreach (var begin in (string[])["limiter", "projection", "week", "week"])
            Assert.Equal(begin, (await events.Next()).Name);
        gateway.Service.Weeks = [gateway.Service.Weeks[0], gateway.Service.Weeks[1] with { Page = 413 }];
        var (name, data) = await events.NextAfter(ProgressFeed.Interval, gateway);

        Assert.Equal(("week", "2026-W41", 413), (name, data.GetProperty("week").GetString(), data.GetProperty("page").GetInt32()));
        gateway.Service.Limiter = gateway.Service.Limiter with { Held = 413 };
        (name, data) = await events.NextAfter(ProgressFeed.Interval, gateway);
        Assert.Equal(("limiter", 413, 0), (name, data.GetProperty("held").GetInt32(), data.GetProperty("history").GetArrayLength()));
        gateway.Service.Projection = gateway.Service.Projection with { Position = 42 };
        (name, data) = await events.NextAfter(ProgressFeed.Interval, gateway);
        Assert.Equal(("projection", 42), (name, data.GetProperty("position").GetInt32()));
    }

    [Fact]
    public async Task Events_are_the_same_by_gRPC()
    {
        await using var gateway = await RunningGateway.Start();
        using var byHttp = await EventReader.Open(gateway);
        using var client = new RpcClient(gateway.RpcAddress);
        using var byRpc = await client.Open("/tx.v1.Operation/Events", new SourceRequest());
        await using var body = await byRpc.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        for (var count = 0; count < 4; count++)
        {
            var (name, data) = await byHttp.Next();
            Assert.Equal(AnswerValues.Of(data, $".{name}"), AnswerValues.Of(await RpcClient.Next(body, Event.Parser)));
        }
    }

    [Fact]
    public async Task Trouble_is_told_once_and_everything_again_when_it_is_over()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Weeks = [];
        using var events = await EventReader.Open(gateway);
        await events.Next();
        await events.Next();

        gateway.Service.LoseStore();
        var (name, data) = await events.NextAfter(ProgressFeed.Interval, gateway);
        Assert.Equal(("trouble", "the database can't be reached"), (name, data.GetString()));
        gateway.Service.Failures.Clear();
        Assert.Equal("limiter", (await events.NextAfter(ProgressFeed.Interval, gateway)).Name);
        Assert.Equal("projection", (await events.Next()).Name);
    }

    [Fact]
    public async Task Silence_is_broken_by_a_comment()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Weeks = [];
        using var events = await EventReader.Open(gateway);
        await events.Next();
        await events.Next();

        Assert.Equal((": nothing has changed", default), await events.NextAfter(ProgressFeed.Silence, gateway));
    }

    [Fact]
    public async Task Source_without_an_API_has_no_limiter()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Sources = new SourceNames([], ["shop"]);
        gateway.Service.Failures[typeof(ILimiterGrain)] = new InvalidOperationException("there is none to ask");
        using var events = await EventReader.Open(gateway);

        Assert.Equal("projection", (await events.Next()).Name);
        Assert.Equal("week", (await events.Next()).Name);
    }

    [Fact]
    public async Task Listeners_do_not_keep_the_server_from_stopping()
    {
        await using var gateway = await RunningGateway.Start();
        using var events = await EventReader.Open(gateway);
        await events.Next();
        using var client = new RpcClient(gateway.RpcAddress);
        using var byRpc = await client.Open("/tx.v1.Operation/Events", new SourceRequest());
        await using var body = await byRpc.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        var stop = gateway.Stop();
        await events.End();
        await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await stop;

        Assert.Equal("14", byRpc.TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Theory]
    [InlineData("/v1/events?source=nowhere", HttpStatusCode.NotFound, "source: there is no 'nowhere'")]
    [InlineData("/v1/events?week=2026-W40", HttpStatusCode.BadRequest, "week: is no parameter here; allowed: source")]
    public async Task Question_that_is_wrong_is_a_problem_and_no_stream(string path, HttpStatusCode status, string detail)
    {
        await using var gateway = await RunningGateway.Start();
        Assert.StartsWith(detail, await gateway.Problem(path, status), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_that_is_away_to_begin_with_is_a_problem()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(ISourceGrain)] = new TxException(TxError.Unavailable, "the database can't be reached");
        Assert.Equal("the database can't be reached", await gateway.Problem("/v1/events", HttpStatusCode.ServiceUnavailable));
    }

    [Fact]
    public async Task Thousand_listeners_cost_one_reading_a_second()
    {
        var clock = new ManualClock();
        var service = new ScriptedService();
        var feed = new ProgressFeed(ScriptedFactory.Of(service), clock, new NeverStopping());

        for (var listener = 0; listener < 1000; listener++)
        {
            await foreach (var _ in feed.Of("shop", TestContext.Current.CancellationToken))
                break;
        }

        Assert.Equal(1, service.Answers[typeof(ISourceGrain)]);
        clock.Advance(ProgressFeed.Interval);
        await foreach (var _ in feed.Of("shop", TestContext.Current.CancellationToken))
            break;
        Assert.Equal(2, service.Answers[typeof(ISourceGrain)]);
    }
}
