using System.Net;
using System.Net.Sockets;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>A permit pays for one request: whatever the server does, a second one never arrives.</summary>
public sealed class SingleRequestTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_over_a_kept_connection_that_closes_unanswered_sends_once(bool reset)
    {
        await using var server = new ApiServer(exchange => AnswerThenDrop(exchange, reset));
        using var api = TestSource.Api(server.Url);
        for (var fetch = 1; fetch <= 6; fetch++)
        {
            var answer = await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken);
            Assert.Equal(fetch, server.Requests.Count);
            if (fetch % 2 == 1)
                Assert.IsType<PageAnswer.Fetched>(answer);
            else
                Assert.True(Assert.IsType<PageAnswer.Broken>(answer).MayArriveLater);
        }

        Assert.Equal(3, server.Connections);
    }

    /// <summary>What the body of a request is for: without it the library itself sends again, which this shows.</summary>
    [Fact]
    public async Task Library_without_a_body_sends_twice_over_a_kept_connection_that_closes()
    {
        await using var server = new ApiServer(exchange => AnswerThenDrop(exchange, reset: false));
        using var http = new HttpClient();
        for (var fetch = 0; fetch < 2; fetch++)
            using (await http.GetAsync(server.Url, TestContext.Current.CancellationToken))
            {
            }

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Fetch_over_a_fresh_connection_that_closes_unanswered_sends_once()
    {
        await using var server = new ApiServer(exchange => Drop(exchange, reset: false));
        using var api = TestSource.Api(server.Url);
        var answer = await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken);
        Assert.True(Assert.IsType<PageAnswer.Broken>(answer).MayArriveLater);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task Fetch_answered_by_a_redirect_is_refused_and_not_followed(int status)
    {
        await using var other = new ApiServer(HttpAnswer.Page());
        await using var server = new ApiServer(HttpAnswer.Of(status, "", $"Location: {other.Url}/there?token=x"));
        using var api = TestSource.Api(server.Url);
        var refused = Assert.IsType<PageAnswer.Refused>(await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken));
        Assert.Contains($"{other.Url}/there;", refused.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData(401, "WWW-Authenticate: Basic realm=x")]
    [InlineData(408, "Connection: close")]
    [InlineData(417, "Connection: close")]
    [InlineData(421, "Connection: close")]
    [InlineData(425, "Connection: close")]
    [InlineData(503, "Retry-After: 0")]
    public async Task Fetch_answered_by_a_status_that_invites_a_retry_sends_once(int status, string header)
    {
        await using var server = new ApiServer(HttpAnswer.Of(status, "no", header));
        using var api = TestSource.Api(server.Url);
        Assert.IsNotType<PageAnswer.Fetched>(await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Fetch_from_a_port_where_nobody_listens_was_not_sent()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var api = TestSource.Api($"http://{taken.LocalEndPoint}");
        var broken = Assert.IsType<PageAnswer.Broken>(await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken));
        Assert.False(broken.MayArriveLater);
        Assert.Contains("refused", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_of_one_connection_are_http_1_1_without_a_body()
    {
        await using var server = new ApiServer(HttpAnswer.Page());
        using var api = TestSource.Api(server.Url);
        for (var page = 0; page < 3; page++)
            await api.Fetch("acme", TestSource.Week, page, TestContext.Current.CancellationToken);
        Assert.Equal(1, server.Connections);
        Assert.All(server.Requests, head =>
        {
            Assert.Contains(" HTTP/1.1\r\n", head, StringComparison.Ordinal);
            Assert.Contains("\r\nContent-Length: 0\r\n", head, StringComparison.Ordinal);
            Assert.Contains("\r\nAccept: application/json\r\n", head, StringComparison.Ordinal);
            Assert.Contains("\r\nUser-Agent: Orleans.Tx/", head, StringComparison.Ordinal);
            Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static Task<bool> AnswerThenDrop(ApiExchange exchange, bool reset) =>
        exchange.Place == 1 ? exchange.Answer(HttpAnswer.Page()) : Drop(exchange, reset);

    private static Task<bool> Drop(ApiExchange exchange, bool reset)
    {
        if (reset)
            exchange.Client.LingerState = new LingerOption(true, 0);
        return Task.FromResult(false);
    }
}
