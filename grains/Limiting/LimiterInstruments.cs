using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Orleans.Tx.Grains.Limiting;

/// <summary>
/// What the limiters of this process do. A gauge tells of those that live here and of no others: an activation shows itself for as long
/// as it lives, so that of a cluster's processes exactly one tells of a source.
/// </summary>
internal sealed class LimiterInstruments
{
    public const string Name = "Orleans.Tx.Limiting";

    private readonly ConcurrentDictionary<string, LimiterGauge> _gauges = new(StringComparer.Ordinal);
    private readonly Counter<long> _granted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _rejections;
    private readonly ObservableGauge<int> _slots;

    public LimiterInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _granted = meter.CreateCounter<long>("tx.limiter.permits.granted", "{permit}", "Permits to send a request that were granted.");
        _refused = meter.CreateCounter<long>("tx.limiter.permits.refused", "{permit}", "Permits that were asked for and not granted at once; whoever asks again counts again.");
        _rejections = meter.CreateCounter<long>("tx.limiter.rejections", "{request}", "Requests that the source refused because of its rate limit.");
        _slots = meter.CreateObservableGauge<int>("tx.limiter.slots", () => Observe(reading => reading.Held), "{slot}", "Places of the window that are in use.");
        meter.CreateObservableGauge<int>("tx.limiter.limit", () => Observe(reading => reading.Learned), "{request}", "Requests that the source was found to allow in any window.");
        meter.CreateObservableGauge<int>("tx.limiter.ceiling", () => Observe(reading => reading.Limit.Requests), "{request}", "Requests in any window that the configuration allows.");
        meter.CreateObservableGauge<double>("tx.limiter.closed", () => Observe(reading => reading.ClosedSeconds), "s", "For how long nothing will be granted because the source asked to wait.");
    }

    /// <summary>Whether anybody looks: readings are not free.</summary>
    public bool IsWatched => _slots.Enabled;

    /// <summary>Begins to tell of a limiter that came to life in this process.</summary>
    public LimiterGauge Show(string source) => _gauges[source] = new LimiterGauge(this, source);

    public void Forget(LimiterGauge gauge) => _gauges.TryRemove(KeyValuePair.Create(gauge.Source, gauge));

    public void Acquired(string source, int wanted, int granted)
    {
        if (granted > 0)
            _granted.Add(granted, InstrumentTags.OfSource(source));
        if (wanted > granted)
            _refused.Add(wanted - granted, InstrumentTags.OfSource(source));
    }

    public void Rejected(string source) => _rejections.Add(1, InstrumentTags.OfSource(source));

    private IEnumerable<Measurement<T>> Observe<T>(Func<LimiterReading, T> value)
        where T : struct =>
        from gauge in _gauges.Values
        let reading = gauge.Reading
        where reading is not null
        select new Measurement<T>(value(reading), InstrumentTags.OfSource(gauge.Source));
}
