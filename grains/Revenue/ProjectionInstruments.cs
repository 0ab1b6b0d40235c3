using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>
/// What projections do. A span of counting goes on from the trace that the first of its batches was stored under, and names the others
/// as links (docs/decisions/0023-a-trace-goes-with-its-batches.md).
/// </summary>
internal sealed class ProjectionInstruments : IDisposable
{
    public const string Name = "Orleans.Tx.Revenue";

    /// <summary>The ways in which entries are counted.</summary>
    public const string ByCustomers = "customers";

    /// <inheritdoc cref="ByCustomers"/>
    public const string InBulk = "bulk";

    private readonly ActivitySource _spans = new(Name);
    private readonly Counter<long> _entries;

    public ProjectionInstruments(IMeterFactory meters) => _entries = meters.Create(Name).CreateCounter<long>(
        "tx.projection.entries", "{entry}", "Entries of the log that were counted, by the customers' grains or in bulk.");

    /// <summary>Whether anybody wants spans.</summary>
    public bool AreSpansWanted => _spans.HasListeners();

    /// <summary>Counting some batches.</summary>
    /// <param name="traces">What they were stored under, as <c>traceparent</c> of W3C's Trace Context writes it.</param>
    public Activity? Project(string source, string way, IReadOnlyList<string> traces)
    {
        var stored = traces.Select(trace => ActivityContext.TryParse(trace, null, out var context) ? context : default).Where(context => context != default).ToList();
        return _spans.StartActivity(
            "project", ActivityKind.Internal, stored.FirstOrDefault(), [InstrumentTags.OfSource(source), new("tx.way", way)],
            stored.Skip(1).Select(context => new ActivityLink(context)))?.SetStatus(ActivityStatusCode.Error);
    }

    public void Projected(Activity? span, string source, string way, long entries)
    {
        _entries.Add(entries, InstrumentTags.OfSource(source), new KeyValuePair<string, object?>("tx.way", way));
        span?.SetTag("tx.entries", entries).SetStatus(ActivityStatusCode.Ok);
    }

    public void Dispose() => _spans.Dispose();
}
