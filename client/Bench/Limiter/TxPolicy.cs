using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>The product's own rules.</summary>
internal sealed class TxPolicy(int inFlight) : ILimitPolicy
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private static readonly WindowLimit Limit = new(
        LimitTrace.Most, TimeSpan.FromSeconds(SimulatedServer.Window), TimeSpan.FromSeconds(LimiterSimulation.Timeout), TimeSpan.FromSeconds(5));

    private readonly SlidingWindow _window = new(Limit, WindowState.Fresh, Start);
    private readonly long[] _leases = new long[inFlight];
    private long _lastLease;

    public bool TrySend(int place, double now)
    {
        if (_window.Free(At(now)) == 0)
            return false;

        _leases[place] = ++_lastLease;
        _window.Grant(_lastLease, 1, At(now));
        return true;
    }

    public double NextTry(double now) => (_window.NextFree(At(now)) - Start).TotalSeconds;

    public void Completed(int place, Outcome outcome, double now) => _window.Settle(_leases[place], outcome, At(now), At(now));

    private static DateTimeOffset At(double second) => Start.AddTicks((long)Math.Ceiling(second * TimeSpan.TicksPerSecond));
}
