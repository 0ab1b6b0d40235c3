namespace Orleans.Tx.Simulator.Limiting;

/// <summary>
/// Counts what arrived within the last window, exactly: an arrival at t counts from t on, up to t + window, which is excluded. Pure:
/// the caller tells the time, which never goes back.
/// </summary>
internal sealed class SlidingWindowCounter(TimeSpan window)
{
    private readonly Queue<TimeSpan> _arrivals = new();

    /// <summary>The greatest number that any window has held so far.</summary>
    public int Greatest { get; private set; }

    public int CountAt(TimeSpan now)
    {
        while (_arrivals.TryPeek(out var oldest) && oldest + window <= now)
            _arrivals.Dequeue();
        return _arrivals.Count;
    }

    public void Add(TimeSpan now)
    {
        var before = CountAt(now);
        _arrivals.Enqueue(now);
        Greatest = Math.Max(Greatest, before + 1);
    }

    /// <summary>How long until fewer than <paramref name="limit"/> are left, if nothing else arrives; zero when that is so now.</summary>
    public TimeSpan UntilBelow(int limit, TimeSpan now)
    {
        var excess = CountAt(now) - limit;
        return excess < 0 ? TimeSpan.Zero : _arrivals.ElementAt(excess) + window - now;
    }
}
