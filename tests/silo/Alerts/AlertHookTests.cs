using System.Text.Json;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Watching;
using Orleans.Tx.Silo.Alerts;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Tests.Source;

namespace Orleans.Tx.Silo.Tests.Alerts;

public sealed class AlertHookTests : IDisposable
{
    private const string Path = "/T0/hunter2";

    private static readonly DateTimeOffset Since = new(2026, 10, 5, 2, 0, 12, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tx-hook-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Alert_is_posted_as_JSON()
    {
        await using var server = new ApiServer(HttpAnswer.Of(204, ""));

        await Send(server.Url + Path);

        Assert.StartsWith($"POST {Path} HTTP/1.1\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", server.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", server.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", server.Requests[0], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            """{"id":"1","kind":"week-failed","source":"acme","week":"2026-W40","state":"failed","message":"it failed","since":"2026-10-05T02:00:12+00:00","at":"2026-10-05T02:00:13+00:00","resolved":false}""",
            JsonSerializer.Serialize(JsonDocument.Parse(Assert.Single(server.Bodies)).RootElement, Plain));
    }

    [Fact]
    public async Task Secret_is_sent_as_it_is_at_the_time()
    {
        var file = System.IO.Path.Combine(_folder.FullName, "token");
        await using var server = new ApiServer(HttpAnswer.Of(200, "ok"));
        using var hook = Hook(server.Url, $"file:{file}");

        await Assert.ThrowsAsync<TxException>(() => hook.Send(Sample, TestContext.Current.CancellationToken));
        foreach (var secret in (string[])["first", "second"])
        {
            await File.WriteAllTextAsync(file, secret + "\n", TestContext.Current.CancellationToken);
            await hook.Send(Sample, TestContext.Current.CancellationToken);
        }

        Assert.Equal([true, true], server.Requests.Zip(["first", "second"], (request, secret) => request.Contains($"\r\nAuthorization: Bearer {secret}\r\n", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task Anything_but_success_is_not_heard_and_redirects_are_not_followed(int status)
    {
        await using var server = new ApiServer(HttpAnswer.Of(status, "no", "Location: /elsewhere"));

        var unheard = await Assert.ThrowsAsync<TxException>(() => Send(server.Url + Path));

        Assert.Equal((TxError.Unavailable, $"Alerts:Url answered {status}"), (unheard.Error, unheard.Message));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Nobody_there_is_not_heard_and_the_path_is_not_told()
    {
        string url;
        await using (var server = new ApiServer(HttpAnswer.Of(200, "")))
            url = server.Url;

        var unheard = await Assert.ThrowsAsync<TxException>(() => Send(url + Path));

        Assert.StartsWith("Alerts:Url can't be reached: ", unheard.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", unheard.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receiver_that_hangs_is_given_up()
    {
        var arrived = new TaskCompletionSource();
        var time = new ManualTimers(Since);
        await using var server = new ApiServer(async exchange =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, exchange.Stopped);
            return false;
        });
        using var hook = new AlertHook(new AlertOptions { Url = HookUrl.TryParse(server.Url) }, time);
        var sending = hook.Send(Sample, TestContext.Current.CancellationToken);
        await arrived.Task;
        time.FireAll();

        Assert.Equal("Alerts:Url did not answer within 10 seconds", (await Assert.ThrowsAsync<TxException>(() => sending)).Message);
    }

    [Fact]
    public async Task Who_stops_waiting_is_not_told_of_a_failure()
    {
        using var stopped = new CancellationTokenSource();
        await using var server = new ApiServer(async exchange =>
        {
            await stopped.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, exchange.Stopped);
            return false;
        });
        using var hook = Hook(server.Url);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hook.Send(Sample, stopped.Token));
    }

    private static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Alert Sample { get; } = new("1", AlertKinds.WeekFailed, "acme", "2026-W40", "failed", "it failed", Since, Since.AddSeconds(1), Resolved: false);

    private static AlertHook Hook(string url, string? secret = null) => new(
        new AlertOptions { Url = HookUrl.TryParse(url), Secret = secret is null ? null : SecretReference.TryParse(secret) }, TimeProvider.System);

    private static async Task Send(string url)
    {
        using var hook = Hook(url);
        await hook.Send(Sample, TestContext.Current.CancellationToken);
    }
}
