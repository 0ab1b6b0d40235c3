using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Source;

/// <summary>Requests to the sources: their time and size by outcome, and each as a span. Neither has an address, which may hold a secret.</summary>
internal sealed class SourceInstruments : IDisposable
{
    public const string Name = "Orleans.Tx.Source";

    private readonly ActivitySource _spans = new(Name);
    private readonly Histogram<double> _durations;
    private readonly Histogram<int> _sizes;

    public SourceInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _durations = meter.CreateHistogram(
            "tx.source.fetch.duration", "s", "How long requests for a page took, the answer's body included.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });
        _sizes = meter.CreateHistogram(
            "tx.source.fetch.size", "By", "How large the bodies of answers were, decompressed.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000, 32_000_000] });
    }

    /// <summary>A request for a page.</summary>
    public Activity? Fetch(string source, Week week, PageCursor page) => _spans.StartActivity("fetch", ActivityKind.Client)?
        .SetTag(InstrumentTags.Source, source)
        .SetTag(InstrumentTags.Week, week.ToString())
        .SetTag(InstrumentTags.Page, page.Page)
        .SetStatus(ActivityStatusCode.Error);

    public void Answered(Activity? span, string source, PageAnswer answer, TimeSpan took)
    {
        var outcome = OutcomeOf(answer);
        _durations.Record(took.TotalSeconds, InstrumentTags.OfSource(source), InstrumentTags.OfOutcome(outcome));
        if (answer.Bytes is { } bytes)
            _sizes.Record(bytes, InstrumentTags.OfSource(source), InstrumentTags.OfOutcome(outcome));
        span?.SetTag(InstrumentTags.Outcome, outcome).SetTag("http.response.body.size", answer.Bytes);
        if (answer is PageAnswer.Fetched or PageAnswer.Postponed)
            span?.SetStatus(ActivityStatusCode.Ok);
    }

    public void Dispose() => _spans.Dispose();

    private static string OutcomeOf(PageAnswer answer) => answer switch
    {
        PageAnswer.Fetched => "page",
        PageAnswer.RateLimited => "rate-limited",
        PageAnswer.Broken => "broken",
        PageAnswer.Refused => "refused",
        PageAnswer.Postponed => "postponed",
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "no kind of answer"),
    };
}
