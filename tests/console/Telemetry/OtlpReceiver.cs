using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Console.Tests.Telemetry.Otlp;

namespace Orleans.Tx.Console.Tests.Telemetry;

/// <summary>Takes OTLP over HTTP and over gRPC, and alerts at <c>/hook</c>; anything else is answered 404.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ExportedPoint> _points = new(StringComparer.Ordinal);

    private OtlpReceiver(WebApplication app) => _app = app;

    public string HttpUrl => Addresses[0];

    public string GrpcUrl => Addresses[1];

    /// <summary>Every body that came, whole.</summary>
    public ConcurrentQueue<byte[]> Bodies { get; } = [];

    public ConcurrentQueue<ExportedSpan> Spans { get; } = [];

    public ConcurrentQueue<string> Logs { get; } = [];

    /// <summary>What was sent to the hook, with the header that authorizes it.</summary>
    public ConcurrentQueue<(JsonElement Alert, string? Authorization)> Alerts { get; } = [];

    /// <summary>What exported, by signal.</summary>
    public ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> Resources { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ExportedPoint> Points => [.. _points.Values];

    private string[] Addresses => [.. _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];

    public static async Task<OtlpReceiver> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
        });
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.Run(receiver.Answer);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Points of a metric that have these attributes, whatever others.</summary>
    public IReadOnlyList<ExportedPoint> Of(string metric, params (string Key, string Value)[] tags) =>
        [.. Points.Where(point => point.Metric == metric && tags.All(tag => point.Tags.GetValueOrDefault(tag.Key) == tag.Value))];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.ToArray();
        if (context.Request.Path == "/hook")
        {
            Alerts.Enqueue((JsonDocument.Parse(bytes).RootElement, context.Request.Headers.Authorization));
            return;
        }

        var isGrpc = context.Request.Headers.ContentType.ToString().StartsWith("application/grpc", StringComparison.Ordinal);
        if (!Take(context.Request.Path.Value!, isGrpc ? Message(bytes) : bytes))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = isGrpc ? "application/grpc" : "application/x-protobuf";
        if (isGrpc)
        {
            await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        }
    }

    private bool Take(string path, byte[] message)
    {
        Bodies.Enqueue(message);
        switch (path)
        {
            case "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export":
                Take(TracesRequest.Parser.ParseFrom(message));
                return true;
            case "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export":
                Take(MetricsRequest.Parser.ParseFrom(message));
                return true;
            case "/v1/logs" or "/opentelemetry.proto.collector.logs.v1.LogsService/Export":
                Take(LogsRequest.Parser.ParseFrom(message));
                return true;
            default:
                return false;
        }
    }

    private void Take(TracesRequest request)
    {
        foreach (var resource in request.ResourceSpans)
        {
            Resources["traces"] = Attributes.Of(resource.Resource.Attributes);
            foreach (var span in resource.ScopeSpans.SelectMany(scope => scope.Spans))
                Spans.Enqueue(ExportedSpan.Of(span));
        }
    }

    private void Take(MetricsRequest request)
    {
        foreach (var resource in request.ResourceMetrics)
        {
            Resources["metrics"] = Attributes.Of(resource.Resource.Attributes);
            foreach (var scope in resource.ScopeMetrics)
            {
                foreach (var point in scope.Metrics.SelectMany(metric => PointsOf(scope.Scope.Name, metric)))
                    _points[point.Key] = point;
            }
        }
    }

    private void Take(LogsRequest request)
    {
        foreach (var resource in request.ResourceLogs)
        {
            Resources["logs"] = Attributes.Of(resource.Resource.Attributes);
            foreach (var record in resource.ScopeLogs.SelectMany(scope => scope.LogRecords))
                Logs.Enqueue(Attributes.Text(record.Body));
        }
    }

    private static IEnumerable<ExportedPoint> PointsOf(string scope, Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(point => PointOf(scope, metric, "gauge", point)),
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(point => PointOf(scope, metric, metric.Sum.IsMonotonic ? "counter" : "updown", point)),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(point =>
            new ExportedPoint(scope, metric.Name, metric.Unit, "histogram", Attributes.Of(point.Attributes), point.Sum, point.Count)),
        _ => throw new InvalidOperationException($"{metric.Name} has data of another kind"),
    };

    private static ExportedPoint PointOf(string scope, Metric metric, string kind, NumberPoint point) => new(
        scope, metric.Name, metric.Unit, kind, Attributes.Of(point.Attributes),
        point.ValueCase == NumberPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble);

    // A message of gRPC has a byte that tells of compression and four of its length before it.
    private static byte[] Message(byte[] framed) =>
        framed[0] == 0 && BinaryPrimitives.ReadInt32BigEndian(framed.AsSpan(1)) == framed.Length - 5
            ? framed[5..]
            : throw new InvalidOperationException("this is not one message without compression");
}
