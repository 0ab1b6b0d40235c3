using System.Text;
using Orleans.Tx.Console.Tests.Service;

namespace Orleans.Tx.Console.Tests.Telemetry;

[Collection(typeof(ExportedCollection))]
public sealed class ExportTests(ExportedShop shop)
{
    [Fact]
    public void A_pull_is_one_trace_from_its_first_permit_to_what_was_counted_of_it()
    {
        var spans = Spans;
        var pulls = spans.Where(span => span.Name == "pull" && span.Tags["tx.source"] == ExportedShop.Source).ToList();
        Assert.Equal([Shop.First, "2025-W04", "2025-W05", Shop.Last], pulls.Select(pull => pull.Tags["tx.week"]).Order(StringComparer.Ordinal));
        Assert.Equal(pulls.Count, pulls.Select(pull => pull.Trace).Distinct(StringComparer.Ordinal).Count());
        foreach (var pull in pulls)
        {
            Assert.Equal("", pull.Parent);
            Assert.Equal("complete", pull.Tags["tx.week.state"]);
            var trace = spans.Where(span => span.Trace == pull.Trace && span != pull).ToList();
            Assert.All(trace.Where(span => span.Name != "project"), span => Assert.Equal(pull.Id, span.Parent));
            var stored = trace.Where(span => span.Name == "store").ToDictionary(span => span.Id, StringComparer.Ordinal);
            Assert.All(trace.Where(span => span.Name == "project"), span => Assert.Contains(span.Parent, stored.Keys));
            Assert.Equal(["fetch", "lease", "store"], trace.Select(span => span.Name).Where(name => name != "project").Distinct().Order(StringComparer.Ordinal));

            var week = shop.Weeks.Single(week => week.Week == pull.Tags["tx.week"]);
            Assert.Equal(week.Rows, stored.Values.Sum(span => Number(span, "tx.rows")));
            Assert.Equal(week.Page, stored.Values.Sum(span => Number(span, "tx.pages")));
            Assert.Equal(week.Requests, trace.Count(span => span.Name == "fetch"));
            Assert.Equal(week.Rejections, trace.Count(span => span.Name == "fetch" && span.Tags["tx.outcome"] == "rate-limited"));
        }
    }

    [Fact]
    public void What_was_counted_belongs_to_the_pulls_whose_rows_it_was()
    {
        var projected = Spans.Where(span => span.Name == "project" && span.Tags["tx.source"] == ExportedShop.Source).ToList();
        var pulls = Spans.Where(span => span.Name == "pull" && span.Tags["tx.source"] == ExportedShop.Source).Select(pull => pull.Trace).ToHashSet();

        Assert.Equal(pulls, projected.SelectMany(span => span.LinkedTraces.Append(span.Trace)).ToHashSet());
        Assert.Equal(Rows, projected.Sum(span => Number(span, "tx.entries")));
    }

    [Fact]
    public void A_pull_that_fails_is_told_as_failed()
    {
        var failed = Assert.Single(Spans, span => span.Name == "pull" && span.Tags["tx.source"] == ExportedShop.Gone);
        var fetch = Assert.Single(Spans, span => span.Name == "fetch" && span.Trace == failed.Trace);

        Assert.Equal((Error, Error, "refused"), (failed.Status, fetch.Status, fetch.Tags["tx.outcome"]));
    }

    [Fact]
    public void Figures_are_those_of_the_weeks_and_of_the_source()
    {
        Assert.True(shop.Api.Rejected > 0, "the source has to refuse something");
        Assert.True(shop.Weeks.Sum(week => week.SetAside) > 0, "some records have to be bad");
        Assert.Equal(Rows, Value("tx.pull.records", ("tx.outcome", "stored")));
        Assert.Equal(shop.Weeks.Sum(week => week.SetAside), Value("tx.pull.records", ("tx.outcome", "set-aside")));
        Assert.Equal(4 * 1000, Value("tx.pull.records"));
        Assert.Equal(shop.Weeks.Sum(week => week.Page), Value("tx.pull.pages"));
        Assert.Equal(shop.Api.Rejected, Value("tx.limiter.rejections"));
        Assert.Equal(shop.Api.Received, Count("tx.source.fetch.duration"));
        Assert.Equal(shop.Api.Rejected, Count("tx.source.fetch.duration", ("tx.outcome", "rate-limited")));
        Assert.Equal(shop.Weeks.Sum(week => week.Page), Count("tx.source.fetch.size", ("tx.outcome", "page")));
        Assert.True(Value("tx.limiter.permits.granted") >= shop.Api.Received);
        Assert.Equal(ExportedShop.Ceiling, Value("tx.limiter.ceiling"));
        Assert.InRange(Value("tx.limiter.limit"), 1, ExportedShop.Ceiling);
        Assert.InRange(Value("tx.limiter.slots"), 0, ExportedShop.Ceiling);
        Assert.Equal(Rows, Value("tx.projection.entries"));
        Assert.Equal(1UL, Assert.Single(Receiver.Of("tx.source.fetch.duration", ("tx.source", ExportedShop.Gone), ("tx.outcome", "refused"))).Count);
    }

    [Fact]
    public void Requests_to_the_gateway_are_told_by_method_route_and_status()
    {
        const string Metric = "http.server.request.duration";
        Assert.Single(Receiver.Of(Metric, ("http.request.method", "GET"), ("http.route", "/v1/transactions"), ("http.response.status_code", "200")));
        Assert.Single(Receiver.Of(Metric, ("http.route", "/v1/customers/{**id}"), ("http.response.status_code", "404")));
        Assert.Single(Receiver.Of(Metric, ("http.route", "/grpc.health.v1.Health/Check"), ("rpc.grpc.status_code", "0")));
    }

    [Fact]
    public void Measurements_are_told_apart_by_little()
    {
        string[] endless = ["tx.week", "tx.run", "tx.page", "tx.customer"];
        Assert.Empty(Receiver.Points.Where(point => point.Tags.Keys.Intersect(endless, StringComparer.Ordinal).Any()).Select(point => point.Key));
    }

    [Fact]
    public void Every_signal_says_which_process_of_which_service_it_is_from()
    {
        Assert.Equal(["logs", "metrics", "traces"], Receiver.Resources.Keys.Order(StringComparer.Ordinal));
        Assert.All(Receiver.Resources.Values, resource =>
        {
            Assert.Equal(("orleans-tx", "tests"), (resource["service.name"], resource["deployment.environment.name"]));
            Assert.StartsWith(Environment.MachineName + "-", resource["service.instance.id"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Logs_are_exported_as_they_are_written()
    {
        var failed = $"{ExportedShop.Gone}/{Shop.First}: failed:";
        Assert.Contains(failed, shop.Written, StringComparison.Ordinal);
        Assert.Contains(Receiver.Logs, log => log.StartsWith(failed, StringComparison.Ordinal));
    }

    [Fact]
    public void A_person_is_told_of_the_failed_week_once()
    {
        var (alert, authorization) = Assert.Single(Receiver.Alerts, told => told.Alert.GetProperty("kind").GetString() == "week-failed");

        Assert.Equal($"Bearer {ExportedShop.Secrets[1]}", authorization);
        Assert.Equal(
            ("week-failed", ExportedShop.Gone, Shop.First, "failed", false),
            (alert.GetProperty("kind").GetString(), alert.GetProperty("source").GetString(), alert.GetProperty("week").GetString(),
                alert.GetProperty("state").GetString(), alert.GetProperty("resolved").GetBoolean()));
        Assert.StartsWith("The API answered 404", alert.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(Receiver.Alerts.Count, Value("tx.alert.messages", ("tx.outcome", "delivered"), ofShop: false));
    }

    [Fact]
    public void No_secret_is_in_anything_that_is_told()
    {
        Assert.NotEmpty(Receiver.Bodies);
        foreach (var secret in ExportedShop.Secrets)
        {
            var bytes = Encoding.UTF8.GetBytes(secret);
            Assert.DoesNotContain(Receiver.Bodies, body => body.AsSpan().IndexOf(bytes) >= 0);
            Assert.DoesNotContain(secret, shop.Written + string.Concat(Receiver.Alerts.Select(alert => alert.Alert.GetRawText())), StringComparison.Ordinal);
        }
    }

    private const int Error = 2;

    private OtlpReceiver Receiver => shop.Receiver;

    private IReadOnlyCollection<ExportedSpan> Spans => Receiver.Spans;

    private long Rows => shop.Weeks.Sum(week => week.Rows);

    private static long Number(ExportedSpan span, string tag) => long.Parse(span.Tags[tag], System.Globalization.CultureInfo.InvariantCulture);

    private double Value(string metric, (string, string)? tag = null, bool ofShop = true) => OfShop(metric, tag, ofShop).Sum(point => point.Value);

    private double Count(string metric, (string, string)? tag = null) => OfShop(metric, tag, true).Sum(point => (double)point.Count);

    private IReadOnlyList<ExportedPoint> OfShop(string metric, (string, string)? tag, bool ofShop)
    {
        (string, string)[] tags = [.. ofShop ? [("tx.source", ExportedShop.Source)] : Array.Empty<(string, string)>(), .. tag is { } one ? [one] : Array.Empty<(string, string)>()];
        var points = Receiver.Of(metric, tags);
        Assert.True(points.Count > 0, $"{metric} was not exported");
        return points;
    }
}
