namespace Orleans.Tx.Grains.Tests.Ingestion;

/// <summary>
/// A clock that moves on a little whenever it is looked at, so that any time may end between two looks. Its timers fire at once, but
/// for those that are set for longer than it has patience: whoever waits for one of these has overslept.
/// </summary>
internal sealed class CreepingClock(TimeSpan creep, TimeSpan patience) : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Add(ref _now, creep.Ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > patience)
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        Interlocked.Add(ref _now, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
