using System.Net;
using System.Text.RegularExpressions;

namespace Orleans.Tx.Simulator.Tests.Api;

public sealed class RejectionTests
{
    /// <summary>By which the product tells a rate limit's 400 from any other, unless it is configured otherwise.</summary>
    internal static readonly Regex RejectedWhen = new(
        "rate.?limit|too many requests|requests? limit|throttl|quota", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Request_beyond_the_limit_is_400_with_a_rate_limit_message_until_the_window_has_passed()
    {
        var window = TimeSpan.FromSeconds(6);
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Requests = 2, Window = window });
        int[] statuses = [await StatusAsync(running), await StatusAsync(running), await StatusAsync(running)];
        Assert.Equal([200, 200, 400], statuses);

        using var rejected = await running.AskAsync();
        Assert.Matches(RejectedWhen, await RunningSimulator.ErrorAsync(rejected));
        Assert.Null(rejected.Headers.RetryAfter);

        running.Clock.Advance(window - TimeSpan.FromTicks(1));
        Assert.Equal(400, await StatusAsync(running));
        running.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(200, await StatusAsync(running));
    }

    [Fact]
    public async Task Rejection_by_429_says_when_to_come_back()
    {
        await using var running = await RunningSimulator.StartAsync(
            new SimulatorOptions { Requests = 1, Window = TimeSpan.FromSeconds(10), RejectedStatus = 429 });
        Assert.Equal(200, await StatusAsync(running));
        running.Clock.Advance(TimeSpan.FromSeconds(3.5));

        using var rejected = await running.AskAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, rejected.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), rejected.Headers.RetryAfter?.Delta);
        running.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(200, await StatusAsync(running));
    }

    [Fact]
    public async Task Bad_and_unknown_requests_count_like_all_others()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Requests = 2 });
        (await running.GetAsync("/nowhere")).Dispose();
        (await running.GetAsync("/v1/transactions")).Dispose();

        Assert.Equal(400, await StatusAsync(running));
        var counts = running.Simulator.Counts;
        Assert.Equal((3, 2, 1, 1), (counts.Received, counts.Accepted, counts.Rejected, counts.BadRequests));
    }

    [Fact]
    public async Task Many_clients_at_once_get_exactly_the_limit()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Requests = 50, Rows = 10 });
        var statuses = await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => StatusAsync(running)));

        Assert.Equal(50, statuses.Count(static status => status == 200));
        Assert.Equal(30, statuses.Count(static status => status == 400));
        var counts = running.Simulator.Counts;
        Assert.Equal((80, 50), (counts.GreatestReceivedInWindow, counts.GreatestCountedInWindow));
    }

    [Fact]
    public async Task Answer_waits_for_its_latency()
    {
        var latency = TimeSpan.FromMinutes(1);
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { LatencyMin = latency, LatencyMax = latency });
        var asked = StatusAsync(running);
        await running.Clock.TimerSetFor(latency).WaitAsync(TestContext.Current.CancellationToken);

        Assert.False(asked.IsCompleted);
        Assert.Equal(1, running.Simulator.Counts.Received);
        running.Clock.Advance(latency);
        Assert.Equal(200, await asked);
    }

    private static async Task<int> StatusAsync(RunningSimulator running)
    {
        using var response = await running.AskAsync();
        return (int)response.StatusCode;
    }
}
