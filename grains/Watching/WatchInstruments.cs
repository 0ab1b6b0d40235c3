using System.Diagnostics.Metrics;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Watching;

/// <summary>
/// How the sources are, as their watch last saw them. There is one watch in a cluster: only the process in which it lives tells of them.
/// </summary>
internal sealed class WatchInstruments
{
    public const string Name = "Orleans.Tx.Watching";

    private static readonly WeekState[] States = Enum.GetValues<WeekState>();

    private readonly Counter<long> _messages;
    private readonly ObservableGauge<long> _weeks;
    private volatile IReadOnlyList<SourceReading> _readings = [];

    public WatchInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _messages = meter.CreateCounter<long>("tx.alert.messages", "{message}", "Messages to the alert hook, by whether they were heard.");
        _weeks = meter.CreateObservableGauge<long>("tx.pull.weeks", Weeks, "{week}", "Weeks, by what they do.");
        meter.CreateObservableGauge<long>("tx.projection.lag.batches", () => Observe(Batches), "{batch}", "Batches that are stored and not counted yet.");
        meter.CreateObservableGauge<double>(
            "tx.projection.lag.time", () => Observe(reading => reading.Lag.Since?.TotalSeconds ?? 0), "s", "How long ago the first batch was stored that is not counted yet.");
    }

    /// <summary>Whether anybody looks.</summary>
    public bool IsWatched => _weeks.Enabled;

    /// <summary>What was seen; nothing where it can't be seen, or is no longer looked at from here.</summary>
    public void Show(IReadOnlyList<SourceReading> readings) => _readings = readings;

    public void Sent(bool heard) => _messages.Add(1, InstrumentTags.OfOutcome(heard ? "delivered" : "failed"));

    private IEnumerable<Measurement<long>> Weeks() =>
        from reading in _readings
        where reading.IsConfigured || reading.Weeks.Count > 0
        from state in States
        select new Measurement<long>(
            reading.Weeks.Count(week => week.State == state),
            InstrumentTags.OfSource(reading.Source), new KeyValuePair<string, object?>(InstrumentTags.State, InstrumentTags.Of(state)));

    private IEnumerable<Measurement<T>> Observe<T>(Func<SourceReading, T> value)
        where T : struct => _readings.Select(reading => new Measurement<T>(value(reading), InstrumentTags.OfSource(reading.Source)));

    private static long Batches(SourceReading reading) => Math.Max(0, reading.Lag.At.LastBatch - reading.Lag.At.Position);
}
