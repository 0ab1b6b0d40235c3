namespace Orleans.Tx.Grains.Limiting;

/// <summary>What one activation shows of itself until it ends.</summary>
internal sealed class LimiterGauge(LimiterInstruments instruments, string source) : IDisposable
{
    private volatile LimiterReading? _reading;

    public string Source => source;

    /// <summary>Null where nothing was shown yet.</summary>
    public LimiterReading? Reading => _reading;

    public void Show(LimiterReading reading) => _reading = reading;

    public void Dispose() => instruments.Forget(this);
}
