namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>The server of a simulation: counts requests at their arrival in a sliding window, and refuses what exceeds its limit of the moment.</summary>
internal sealed class SimulatedServer(LimitTrace trace, bool countsRejected)
{
    public const double Window = 600;

    private readonly Queue<double> _counted = new();
    private int _step;

    /// <summary>How many requests were refused until now, whoever sent them.</summary>
    public int Refused { get; private set; }

    public int CountAt(double now)
    {
        while (_counted.TryPeek(out var oldest) && oldest + Window <= now)
            _counted.Dequeue();
        return _counted.Count;
    }

    public int LimitAt(double now)
    {
        while (_step + 1 < trace.Steps.Count && trace.Steps[_step + 1].From <= now)
            _step++;
        return trace.Steps[_step].Limit;
    }

    /// <summary>When more may be allowed than now, at the earliest.</summary>
    public double NextChange(double now)
    {
        LimitAt(now);
        var step = _step + 1 < trace.Steps.Count ? trace.Steps[_step + 1].From : double.MaxValue;
        return CountAt(now) > 0 ? Math.Min(step, _counted.Peek() + Window) : step;
    }

    /// <param name="now">Never earlier than at the call before.</param>
    /// <returns>Whether the request is accepted.</returns>
    public bool Arrive(double now)
    {
        var accepted = CountAt(now) < LimitAt(now);
        if (accepted || countsRejected)
            _counted.Enqueue(now);
        Refused += accepted ? 0 : 1;
        return accepted;
    }
}
