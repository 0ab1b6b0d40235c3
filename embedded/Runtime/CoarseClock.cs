namespace Orleans.Runtime;

/// <summary>A timestamp that moves on once a second, cheap enough to be read at every call.</summary>
internal sealed class CoarseClock : IDisposable
{
    internal static readonly TimeSpan Resolution = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _now;

    public CoarseClock(TimeProvider time)
    {
        _time = time;
        _now = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Tick(), null, Resolution, Resolution);
    }

    /// <summary>Raised once a second, after <see cref="Now"/> has moved.</summary>
    internal event Action? Ticked;

    /// <summary>A timestamp of the time provider, up to a second old.</summary>
    internal long Now => Volatile.Read(ref _now);

    /// <summary>A time as a difference of timestamps.</summary>
    internal long Ticks(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        Volatile.Write(ref _now, _time.GetTimestamp());
        Ticked?.Invoke();
    }
}
