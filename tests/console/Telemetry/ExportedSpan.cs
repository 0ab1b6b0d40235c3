using Orleans.Tx.Console.Tests.Telemetry.Otlp;

namespace Orleans.Tx.Console.Tests.Telemetry;

/// <summary>A span as it was exported, with ids as hexadecimal text.</summary>
internal sealed record ExportedSpan(
    string Trace, string Id, string Parent, string Name, int Kind, int Status, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> LinkedTraces)
{
    public static ExportedSpan Of(Span span) => new(
        Hex(span.TraceId), Hex(span.SpanId), Hex(span.ParentSpanId), span.Name, span.Kind, span.Status?.Code ?? 0, Attributes.Of(span.Attributes),
        [.. span.Links.Select(link => Hex(link.TraceId))]);

    private static string Hex(Google.Protobuf.ByteString bytes) => Convert.ToHexStringLower(bytes.Span);
}
