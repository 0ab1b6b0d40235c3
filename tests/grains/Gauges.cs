using System.Diagnostics.Metrics;

namespace Orleans.Tx.Grains.Tests;

/// <summary>What the gauges of one process, or of all of one cluster, tell.</summary>
internal sealed class Gauges : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, string Tags, double Value)> _told = [];

    public Gauges(IReadOnlyCollection<IMeterFactory> meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.IsObservable && meters.Any(own => ReferenceEquals(own, instrument.Meter.Scope)))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>(Note);
        _listener.Start();
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state = null) =>
        _told.Add((instrument.Name, string.Join(',', tags.ToArray().Select(tag => tag.Value)), value));

    /// <summary>What is told now of a source: by the gauge's name, and what else it is told apart by.</summary>
    public IReadOnlyDictionary<string, double> Of(FakeSource source)
    {
        _told.Clear();
        _listener.RecordObservableInstruments();
        return _told.Where(told => told.Tags.Split(',')[0] == source.Name)
            .ToDictionary(told => told.Name + told.Tags[source.Name.Length..].Replace(',', ' '), told => told.Value, StringComparer.Ordinal);
    }

    public void Dispose() => _listener.Dispose();
}
