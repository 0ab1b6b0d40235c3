using System.Net;
using Orleans.Tx.Gateway.Draining;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Draining;

public sealed class DrainTests
{
    [Fact]
    public async Task Stop_is_told_first_then_waits_for_what_is_under_way()
    {
        await using var gateway = await RunningGateway.Start();
        var held = gateway.Service.Hold();
        var slow = gateway.Send(HttpMethod.Get, "/v1/weeks");
        await held.Reached;

        var stopping = gateway.Stop();

        Assert.Equal("the service is stopping", await gateway.Problem("/readyz", HttpStatusCode.ServiceUnavailable));
        using var alive = await gateway.Send(HttpMethod.Get, "/healthz");
        using var late = await gateway.Send(HttpMethod.Get, "/v1/limiter");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (alive.StatusCode, late.StatusCode));
        Assert.False(stopping.IsCompleted);

        held.Release();
        using var answered = await slow;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.Send(HttpMethod.Get, "/healthz"));
    }

    [Fact]
    public async Task Stop_waits_only_so_long()
    {
        await using var gateway = await RunningGateway.Start();
        var held = gateway.Service.Hold();
        var slow = gateway.Send(HttpMethod.Get, "/v1/weeks");
        await held.Reached;
        var stopping = gateway.Stop();

        await gateway.Clock.TimerSetFor(Drain.Most);
        gateway.Clock.Advance(Drain.Most);

        // The port is closed although a request is under way; the server still lets that one end.
        while (await Answers(gateway))
            await Task.Yield();
        Assert.False(slow.IsCompleted);
        held.Release();
        using var answered = await slow;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        await stopping;
    }

    [Fact]
    public async Task Stream_without_end_is_ended_by_a_stop()
    {
        await using var gateway = await RunningGateway.Start();
        using var events = await gateway.Open("/v1/events");

        await gateway.Stop();

        Assert.Contains("event: week", await events.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<bool> Answers(RunningGateway gateway)
    {
        try
        {
            using var response = await gateway.Send(HttpMethod.Get, "/healthz");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
