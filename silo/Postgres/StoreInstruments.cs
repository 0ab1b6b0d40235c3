using System.Diagnostics.Metrics;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Silo.Postgres;

/// <summary>How long the store takes, and how often it fails.</summary>
internal sealed class StoreInstruments
{
    public const string Name = "Orleans.Tx.Postgres";

    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private readonly TimeProvider _time;
    private readonly Histogram<double> _commits;
    private readonly Histogram<double> _queries;
    private long _away;
    private long _refused;

    public StoreInstruments(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(Name);
        _commits = meter.CreateHistogram("tx.store.commit.duration", "s", "How long transactions took, waiting and trying again included.", tags: null, Buckets);
        _queries = meter.CreateHistogram("tx.store.query.duration", "s", "How long queries took until their last row.", tags: null, Buckets);
        meter.CreateObservableCounter<long>("tx.store.failures", Failures, "{failure}", "Calls that the store could not answer or refused.");
    }

    /// <summary>Begins to time; disposing ends it.</summary>
    public Timed? Begin(StoreWork work) =>
        (work == StoreWork.Transaction ? _commits : _queries).Enabled ? new Timed(this, work, _time.GetTimestamp()) : null;

    public void Failed(TxError error) => Interlocked.Increment(ref (error == TxError.Unavailable ? ref _away : ref _refused));

    // Told from the start, so that the first one shows as a rise.
    private Measurement<long>[] Failures() =>
    [
        new(Interlocked.Read(ref _away), new KeyValuePair<string, object?>("error.type", "unavailable")),
        new(Interlocked.Read(ref _refused), new KeyValuePair<string, object?>("error.type", "refused")),
    ];

    private void Ended(StoreWork work, long began)
    {
        var seconds = _time.GetElapsedTime(began).TotalSeconds;
        if (work == StoreWork.Transaction)
            _commits.Record(seconds);
        else
            _queries.Record(seconds, new KeyValuePair<string, object?>("tx.store.query", work == StoreWork.Stream ? "stream" : work == StoreWork.Snapshot ? "snapshot" : "statement"));
    }

    /// <summary>What is under way.</summary>
    internal sealed class Timed(StoreInstruments instruments, StoreWork work, long began) : IDisposable
    {
        public void Dispose() => instruments.Ended(work, began);
    }
}
