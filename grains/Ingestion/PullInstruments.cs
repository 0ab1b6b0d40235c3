using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What pulls do: pages and records as they are stored, and each pull as a trace.</summary>
internal sealed class PullInstruments : IDisposable
{
    public const string Name = "Orleans.Tx.Ingestion";

    private readonly ActivitySource _spans = new(Name);
    private readonly Counter<long> _pages;
    private readonly Counter<long> _records;

    public PullInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _pages = meter.CreateCounter<long>("tx.pull.pages", "{page}", "Pages that were stored.");
        _records = meter.CreateCounter<long>("tx.pull.records", "{record}", "Records of stored pages, by what became of them.");
    }

    /// <summary>A pull, from where it goes on to its end: the root of a trace.</summary>
    public Activity? Pull(StoredWeek week)
    {
        // It goes on without whoever began it.
        if (_spans.HasListeners())
            Activity.Current = null;
        return _spans.StartActivity("pull")?
            .SetTag(InstrumentTags.Source, week.Source)
            .SetTag(InstrumentTags.Week, week.Week.ToString())
            .SetTag(InstrumentTags.Run, week.Run)
            .SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Asking the limiter. It counts as failed until it is told to be done, as every span here.</summary>
    public Activity? Lease(string source, int wanted) => _spans.StartActivity("lease")?
        .SetTag(InstrumentTags.Source, source)
        .SetTag("tx.permits.wanted", wanted)
        .SetStatus(ActivityStatusCode.Error);

    /// <summary>Storing a batch. Its id is kept with the batch: whoever counts it later goes on from there.</summary>
    public Activity? Store(PageBatch batch) => _spans.StartActivity("store")?
        .SetTag(InstrumentTags.Source, batch.Source)
        .SetTag(InstrumentTags.Week, batch.Week.ToString())
        .SetTag(InstrumentTags.Page, batch.From.Page)
        .SetTag("tx.pages", batch.Pages.Count)
        .SetStatus(ActivityStatusCode.Error);

    public void Stored(PageBatch batch, WeekCounts before, WeekCounts now)
    {
        _pages.Add(batch.Pages.Count, InstrumentTags.OfSource(batch.Source));
        Count(batch.Source, "stored", now.Rows - before.Rows);
        Count(batch.Source, "restated", now.Restated - before.Restated);
        Count(batch.Source, "duplicate", now.Duplicates - before.Duplicates);
        Count(batch.Source, "set-aside", now.SetAside - before.SetAside);
        Count(batch.Source, "outside", now.Outside - before.Outside);
        Count(batch.Source, "filtered", now.Filtered - before.Filtered);
    }

    public void Dispose() => _spans.Dispose();

    private void Count(string source, string outcome, long records)
    {
        if (records > 0)
            _records.Add(records, InstrumentTags.OfSource(source), InstrumentTags.OfOutcome(outcome));
    }
}
