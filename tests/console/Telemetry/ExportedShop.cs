using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Telemetry;

/// <summary>
/// A service that exports: four weeks pulled from an API that refuses and has bad records, one week of an API that is not there, questions
/// by HTTP and gRPC, and the end of it. What is exported is whole then.
/// </summary>
public sealed class ExportedShop : IAsyncLifetime
{
    public const string Source = "simulator";
    public const string Gone = "gone";
    public const int Ceiling = 24;

    /// <summary>All that must not be told.</summary>
    public static IReadOnlyList<string> Secrets { get; } = ["of-the-source-4711", "of-the-hook-4712", "of-the-receiver-4713"];

    internal OtlpReceiver Receiver { get; private set; } = null!;

    internal SimulatorCounts Api { get; private set; } = null!;

    internal ImmutableArray<WeekStatus> Weeks { get; private set; }

    /// <summary>What the service wrote.</summary>
    internal string Written { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Receiver = await OtlpReceiver.Start();
        await using var shop = await Shop.Open(new SimulatorOptions
        {
            Rows = 1000, Requests = 20, Window = TimeSpan.FromSeconds(1), Faults = new FaultOptions { MalformedRecords = 0.02 },
        });
        Configure(shop.Work.Environment);
        var service = await shop.Work.Serve();

        var pulled = await shop.Work.Run("pull", "--source", Source, "--from", Shop.First, "--to", Shop.Last);
        Assert.True(pulled.Status == ExitStatus.Done, pulled.Error);
        Assert.Equal(ExitStatus.Failed, (await shop.Work.Run("pull", "--source", Gone, "--week", Shop.First)).Status);
        await Ask(service.Out);
        Weeks = System.Text.Json.JsonSerializer.Deserialize<ImmutableArray<WeekStatus>>(
            await shop.Work.Output("weeks", "--source", Source, "--format", "json"), Gateway.Json.TxJson.Compact);

        await Eventually.Holds(IsAllSeen, "the weeks' states are exported, and a person is told of the failed one");
        await service.Signal("TERM");
        var ended = await service.End();
        Assert.True(ended.Status == ExitStatus.Done, ended.Error);
        (Api, Written) = (shop.Counts, ended.Error);
    }

    public ValueTask DisposeAsync() => Receiver.DisposeAsync();

    private bool IsAllSeen() =>
        Receiver.Of("tx.pull.weeks", ("tx.source", Source), ("tx.week.state", "complete")) is [{ Value: Shop.Weeks }]
        && Receiver.Of("tx.pull.weeks", ("tx.source", Gone), ("tx.week.state", "failed")) is [{ Value: 1 }]
        && Receiver.Of("tx.projection.lag.batches", ("tx.source", Source)) is [{ Value: 0 }]
        && Receiver.Alerts.Any(told => told.Alert.GetProperty("kind").GetString() == "week-failed");

    // Metrics go by gRPC, the rest over HTTP.
    private void Configure(Dictionary<string, string> environment)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Receiver.HttpUrl,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = Receiver.GrpcUrl,
            ["OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"] = "grpc",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-key={Secrets[2]}",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=tests",
            ["TX__Sources__simulator__Limit__Requests"] = FormattableString.Invariant($"{Ceiling}"),
            ["TX__Sources__simulator__Auth__Kind"] = "Query",
            ["TX__Sources__simulator__Auth__Name"] = "api_key",
            ["TX__Sources__simulator__Auth__Secret"] = "env:TX_TEST_SOURCE_SECRET",
            ["TX__Sources__gone__BaseUrl"] = Receiver.HttpUrl,
            ["TX__Sources__gone__Path"] = "/nowhere",
            ["TX__Sources__gone__Since"] = Shop.First,
            ["TX__Sources__gone__Auth__Kind"] = "Bearer",
            ["TX__Sources__gone__Auth__Secret"] = "env:TX_TEST_SOURCE_SECRET",
            ["TX__Alerts__Url"] = $"{Receiver.HttpUrl}/hook",
            ["TX__Alerts__Secret"] = "env:TX_TEST_HOOK_SECRET",
            ["TX__Alerts__Lag"] = "00:00:02",
            ["TX_TEST_SOURCE_SECRET"] = Secrets[0],
            ["TX_TEST_HOOK_SECRET"] = Secrets[1],
        };
        foreach (var (name, value) in settings)
            environment[name] = value;
    }

    private static async Task Ask(string written)
    {
        var (http, grpc) = (written.Split("answers at ")[1].Split(';')[0], written.Split("gRPC at ")[1].Split(';')[0]);
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{http}v1/transactions?source={Source}&limit=10", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{http}v1/customers/nobody?source={Source}", TestContext.Current.CancellationToken)).StatusCode);
        using var call = new HttpRequestMessage(HttpMethod.Post, $"{grpc}grpc.health.v1.Health/Check")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        using var answer = await client.SendAsync(call, TestContext.Current.CancellationToken);
        await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0", Assert.Single(answer.TrailingHeaders.GetValues("grpc-status")));
    }
}
