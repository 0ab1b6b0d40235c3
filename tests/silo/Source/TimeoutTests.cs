using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Source;

namespace Orleans.Tx.Silo.Tests.Source;

public sealed class TimeoutTests
{
    private readonly ManualTimers _time = new(new DateTimeOffset(2026, 10, 5, 12, 0, 0, TimeSpan.Zero));
    private readonly TaskCompletionSource _arrived = new();

    [Fact]
    public async Task Request_that_is_never_answered_may_arrive_later()
    {
        await using var server = new ApiServer(exchange => Hang(exchange, []));
        using var api = Api(server);
        var fetch = api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken);
        await _arrived.Task;
        _time.FireAll();
        var broken = Assert.IsType<PageAnswer.Broken>(await fetch);
        Assert.True(broken.MayArriveLater);
        Assert.Contains("00:00:30 (Timeout)", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_that_stops_midway_has_been_counted()
    {
        // More than the sockets' buffers hold: once it is written, the client is reading the body.
        var answer = HttpAnswer.Of(200, new byte[24 * 1024 * 1024]);
        await using var server = new ApiServer(exchange => Hang(exchange, answer[..^1024]));
        using var api = Api(server);
        var fetch = api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken);
        await _arrived.Task;
        _time.FireAll();
        var broken = Assert.IsType<PageAnswer.Broken>(await fetch);
        Assert.False(broken.MayArriveLater);
        Assert.Contains("No whole answer within 00:00:30 (Timeout)", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_throws_and_is_no_answer()
    {
        await using var server = new ApiServer(exchange => Hang(exchange, []));
        using var api = Api(server);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var fetch = api.Fetch("acme", TestSource.Week, 0, cancel.Token);
        await _arrived.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
    }

    private async Task<bool> Hang(ApiExchange exchange, byte[] first)
    {
        await exchange.Stream.WriteAsync(first, exchange.Stopped);
        _arrived.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, exchange.Stopped);
        return false;
    }

    private SourceApi Api(ApiServer server) => new(TestSource.Options(server.Url), new KeptTokens(), _time, NullLogger<SourceApi>.Instance);
}
