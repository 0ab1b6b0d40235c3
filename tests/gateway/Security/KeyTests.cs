using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Security;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Security;

public sealed class KeyTests
{
    private readonly Keys _keys = new();

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("bearer {0}")]
    [InlineData("BEARER  {0} ")]
    public async Task Known_key_is_answered_whatever_the_case_of_its_scheme(string header)
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await Ask(gateway, string.Format(null, header, _keys.Reading));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Bearer {0}x")]
    [InlineData("Bearer x{0}")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("{0}")]
    [InlineData("Basic {0}")]
    [InlineData("Bearer {0}, Bearer {0}")]
    [InlineData("Bearer tx_")]
    [InlineData("Bearer \"{0}\"")]
    public async Task What_is_no_known_key_is_a_401_that_does_not_repeat_it(string header)
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await Ask(gateway, string.Format(null, header, _keys.Reading));

        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            "the key is not known here; give one that Gateway:Keys has, as Authorization: Bearer KEY",
            await RunningGateway.Problem(response, HttpStatusCode.Unauthorized));
        Assert.Equal("Bearer realm=\"tx\", error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString());
        Assert.DoesNotContain(_keys.Reading, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hash_of_a_key_is_no_key()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await Ask(gateway, $"Bearer {Convert.ToHexStringLower(_keys.Security.Keys[0].Sha256.AsSpan())}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_is_answered_without_a_key_and_with_a_wrong_one(string path)
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var without = await gateway.Send(HttpMethod.Get, path);
        using var wrong = await gateway.Send(HttpMethod.Get, path, request => request.Headers.Authorization = new("Bearer", "wrong"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (without.StatusCode, wrong.StatusCode));
    }

    [Fact]
    public async Task Service_with_keys_is_reached_by_any_name()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var response = await gateway.Send(HttpMethod.Get, "/v1/weeks", request =>
        {
            request.Headers.Host = "tx.example.com";
            request.Headers.Authorization = new("Bearer", _keys.Reading);
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Call_by_gRPC_is_answered_with_a_key_and_refused_with_a_wrong_one()
    {
        await using var gateway = await RunningGateway.Start(_keys.Security);
        using var known = new RpcClient(gateway.RpcAddress, ("authorization", $"Bearer {_keys.Reading}"));
        using var wrong = new RpcClient(gateway.RpcAddress, ("authorization", "Bearer wrong"));

        await known.Call("/tx.v1.Revenue/Months", new RevenueRequest(), RevenueResponse.Parser);
        var (status, detail, _) = await wrong.Call("/tx.v1.Revenue/Months", new RevenueRequest());
        Assert.Equal(
            (StatusCode.Unauthenticated, "the key is not known here; give one that Gateway:Keys has, as Authorization: Bearer KEY"), (status, detail));
    }

    [Fact]
    public async Task Key_is_in_no_log_at_any_level()
    {
        var log = new Lines();
        await using var gateway = await RunningGateway.Start(_keys.Security, services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        foreach (var key in (string[])[_keys.Reading, _keys.Operating, "tx_unknownunknown"])
        {
            using var read = await gateway.Send(HttpMethod.Get, "/v1/weeks", request => request.Headers.Authorization = new("Bearer", key));
            using var pull = await gateway.Send(HttpMethod.Post, "/v1/weeks/2026-W40/pull", request => request.Headers.Authorization = new("Bearer", key));
            using var signIn = await gateway.Send(HttpMethod.Post, "/sign-in", request =>
            {
                request.Headers.Add("Origin", $"http://{gateway.Authority}");
                request.Content = new FormUrlEncodedContent([new("key", key)]);
            });
        }

        Assert.Contains(log.All, line => line.Contains("reader", StringComparison.Ordinal) || line.Contains("Bearer", StringComparison.Ordinal));
        string[] secret = [_keys.Reading, _keys.Operating, "unknownunknown", .. _keys.Security.Keys.Select(key => Convert.ToHexString(key.Sha256.AsSpan()))];
        Assert.DoesNotContain(log.All, line => secret.Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Key_is_new_each_time_and_holds_256_bits()
    {
        var (one, _) = AccessKey.New("a", AccessScope.Read);
        var (other, _) = AccessKey.New("a", AccessScope.Read);

        Assert.NotEqual(one, other);
        Assert.Matches("^tx_[A-Za-z0-9_-]{43}$", one);
    }

    private static Task<HttpResponseMessage> Ask(RunningGateway gateway, string authorization) =>
        gateway.Send(HttpMethod.Get, "/v1/weeks", request => request.Headers.TryAddWithoutValidation("Authorization", authorization));

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            All.Enqueue($"{state}");
            return null;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
