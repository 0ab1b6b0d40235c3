namespace Orleans.Tx.Console.Tests.Telemetry;

/// <summary>
/// What Prometheus makes of exported metrics by its default translation: https://prometheus.io/docs/guides/opentelemetry/ and
/// https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/.
/// </summary>
internal static class PrometheusNames
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal) { ["s"] = "seconds", ["ms"] = "milliseconds", ["By"] = "bytes", ["1"] = "" };

    /// <summary>Names of series with the labels that they have, besides <c>job</c> and <c>instance</c>.</summary>
    public static IEnumerable<(string Name, IEnumerable<string> Labels)> Of(ExportedPoint point)
    {
        var labels = point.Tags.Keys.Select(Label).Concat(["job", "instance"]).ToList();
        var name = Label(point.Metric) + Suffix(point.Unit);
        return point.Kind switch
        {
            "counter" => [(name + "_total", labels)],
            "histogram" => [(name + "_bucket", labels.Append("le")), (name + "_count", labels), (name + "_sum", labels)],
            _ => [(name, labels)],
        };
    }

    public static string Label(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    // What stands in braces is for readers.
    private static string Suffix(string unit)
    {
        if (unit.Length == 0 || unit.StartsWith('{'))
            return "";
        return Units.TryGetValue(unit, out var word)
            ? word.Length == 0 ? "" : "_" + word
            : throw new InvalidOperationException($"the unit '{unit}' is not one of ours");
    }
}
