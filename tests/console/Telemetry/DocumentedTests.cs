using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Orleans.Tx.Console.Tests.Telemetry;

/// <summary>What is said of metrics, in documents, in the dashboard and in alerts, is held against those that are exported.</summary>
[Collection(typeof(ExportedCollection))]
public sealed partial class DocumentedTests(ExportedShop shop)
{
    [Fact]
    public void Metrics_that_are_documented_are_those_that_are_exported()
    {
        var exported = Own.Select(point => (point.Metric, point.Unit, point.Kind)).Distinct();

        Assert.Equal(exported.Order(), Documented.Select(row => (row.Metric, row.Unit, row.Kind)).Order());
    }

    [Fact]
    public void Attributes_that_are_exported_are_documented()
    {
        var documented = Documented.ToDictionary(row => row.Metric, row => row.Attributes, StringComparer.Ordinal);

        Assert.Empty(
            from point in Own
            from tag in point.Tags.Keys.Except(documented[point.Metric], StringComparer.Ordinal)
            select $"{point.Metric}: {tag}");
    }

    [Fact]
    public void Dashboard_asks_only_for_what_is_exported()
    {
        var dashboard = JsonDocument.Parse(Document("orleans-tx.json")).RootElement;
        var expressions = TextsOf(dashboard, "expr").Concat(TextsOf(dashboard, "definition").Select(text => LabelValues().Replace(text, "sum by (${label}) (${series})"))).ToList();

        Assert.True(expressions.Count > 30);
        AssertExported(expressions);
        Assert.All(Descendants(dashboard).Where(element => element.ValueKind == JsonValueKind.Object && element.TryGetProperty("targets", out _)), panel =>
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString()));
    }

    [Fact]
    public void Alerts_ask_only_for_what_is_exported_and_have_an_entry_each()
    {
        var rules = Document("alerts.yml");
        var alerts = Alert().Matches(rules).Select(alert => alert.Groups["name"].Value).ToList();
        var expressions = Expression().Matches(rules).Select(expression => expression.Groups["text"].Value).ToList();
        var headings = Heading().Matches(Document("operations.md")).Select(heading => heading.Groups["name"].Value).ToList();

        Assert.NotEmpty(alerts);
        Assert.Equal(alerts.Count, expressions.Count);
        AssertExported(expressions);
        Assert.Equal(
            alerts.Select(alert => $"docs/operations.md#{alert.ToLowerInvariant()}"), Runbook().Matches(rules).Select(runbook => runbook.Groups["anchor"].Value));
        Assert.Equal(alerts, headings.Where(heading => heading.StartsWith("Tx", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sum(tx_pull_rows_total)", "tx_pull_rows_total")]
    [InlineData("sum by (tx_customer) (tx_pull_pages_total)", "tx_customer")]
    [InlineData("rate(tx_pull_pages_total{tx_week=\"2026-W40\"}[5m])", "tx_pull_pages_total{tx_week}")]
    [InlineData("tx_limiter_closed > 0", "tx_limiter_closed")]
    public void What_is_not_exported_is_found(string expression, string missing) => Assert.Equal([$"{missing} in {expression}"], NotExported([expression]));

    private IEnumerable<ExportedPoint> Own => shop.Receiver.Points.Where(point => point.Scope != "System.Runtime");

    private static IReadOnlyList<(string Metric, string Unit, string Kind, string[] Attributes)> Documented =>
    [
        .. MetricRow().Matches(Document("operations.md")).Select(row => (
            row.Groups["metric"].Value, row.Groups["unit"].Value, row.Groups["kind"].Value,
            Code().Matches(row.Groups["attributes"].Value).Select(code => code.Groups["text"].Value).ToArray())),
    ];

    private void AssertExported(IReadOnlyList<string> expressions) => Assert.Empty(NotExported(expressions));

    private IEnumerable<string> NotExported(IReadOnlyList<string> expressions)
    {
        var exported = shop.Receiver.Points.SelectMany(PrometheusNames.Of)
            .GroupBy(series => series.Name, series => series.Labels, StringComparer.Ordinal)
            .ToDictionary(series => series.Key, series => series.SelectMany(labels => labels).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var expression in expressions)
        {
            var asked = PromQuery.SeriesOf(expression).ToList();
            foreach (var (series, labels) in asked)
            {
                if (!exported.TryGetValue(series, out var known))
                    yield return $"{series} in {expression}";
                else
                    foreach (var label in labels.Except(known))
                        yield return $"{series}{{{label}}} in {expression}";
            }

            foreach (var label in PromQuery.GroupedBy(expression).Where(label => asked.All(series => exported.GetValueOrDefault(series.Series)?.Contains(label) != true)))
                yield return $"{label} in {expression}";
        }
    }

    private static IEnumerable<string> TextsOf(JsonElement json, string name) =>
        from element in Descendants(json)
        where element.ValueKind == JsonValueKind.Object
        from property in element.EnumerateObject()
        where property.Name == name && property.Value.ValueKind == JsonValueKind.String
        select property.Value.GetString();

    private static IEnumerable<JsonElement> Descendants(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Descendants(property.Value)).Prepend(json),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Descendants),
        _ => [json],
    };

    private static string Document(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"documents/{name}")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^label_values\((?<series>\w+), (?<label>\w+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"^ +- alert: (?<name>\w+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Alert();

    [GeneratedRegex(@"^ +expr: (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"^ +runbook_url: (?<anchor>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Runbook();

    [GeneratedRegex(@"^#+ (?<name>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `(?<metric>[a-z_.]+)` \| (?<kind>counter|updown|gauge|histogram) \| `(?<unit>[^`]+)` \| (?<attributes>[^|]*)\|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex MetricRow();

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
