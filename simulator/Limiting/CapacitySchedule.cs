namespace Orleans.Tx.Simulator.Limiting;

/// <summary>The requests allowed in a window, as a function of the time since the schedule began.</summary>
internal abstract class CapacitySchedule
{
    private const double TraceWindowSeconds = 600;
    private const int TraceRequests = 1000;

    private readonly int _requests;
    private readonly double _scale;

    protected CapacitySchedule(int requests, TimeSpan window)
    {
        _requests = requests;
        _scale = TraceWindowSeconds / window.TotalSeconds;
    }

    /// <param name="elapsed">Never less than at the call before: a seeded schedule goes forward only.</param>
    public int LimitAt(TimeSpan elapsed) =>
        Math.Max(1, (int)Math.Round(LevelAt(elapsed.TotalSeconds * _scale) * _requests / TraceRequests));

    public static CapacitySchedule Create(CapacityTrace trace, int requests, TimeSpan window, long seed) => trace switch
    {
        CapacityTrace.Constant => new ConstantCapacity(requests, window),
        CapacityTrace.Steps => new SteppedCapacity(requests, window, seed, [1000, 1000, 800, 600, 400, 250, 100], 300, 2400),
        CapacityTrace.Wave => new WaveCapacity(requests, window),
        CapacityTrace.Flap => new SteppedCapacity(requests, window, seed, [1000, 300], 60, 600),
        _ => throw new ArgumentOutOfRangeException(nameof(trace), trace, "No such trace."),
    };

    /// <summary>The level of the trace, out of 1000, at this second of its own time.</summary>
    protected abstract double LevelAt(double second);
}
