namespace Orleans.Tx.Console.Tests.Telemetry;

/// <summary>The last value of a metric under some attributes.</summary>
/// <param name="Kind"><c>counter</c>, <c>updown</c>, <c>gauge</c> or <c>histogram</c>.</param>
/// <param name="Value">Of a histogram the sum.</param>
/// <param name="Count">Of a histogram how many measurements.</param>
internal sealed record ExportedPoint(
    string Scope, string Metric, string Unit, string Kind, IReadOnlyDictionary<string, string> Tags, double Value, ulong Count = 0)
{
    public string Key => $"{Metric} {string.Join(',', Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))}";
}
