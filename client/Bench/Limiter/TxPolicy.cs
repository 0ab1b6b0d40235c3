using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>The product's own rules.</summary>
internal sealed class TxPolicy : ILimitPolicy
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private static readonly WindowLimit Limit = new(
        LimitTrace.Most, TimeSpan.FromSeconds(SimulatedServer.Window), TimeSpan.FromSeconds(LimiterSimulation.Timeout), TimeSpan.FromSeconds(5));

    private readonly SlidingWindow _window = new(Limit, WindowState.Fresh, Start);

    public bool TrySend(long request, double now)
    {
        if (_window.Free(At(now)) == 0)
            return false;

        _window.Grant(request, 1, At(now));
        return true;
    }

    public double NextTry(double now) => (_window.NextFree(At(now)) - Start).TotalSeconds;

    public void Completed(long request, Outcome outcome, double now) => _window.Settle(request, outcome, At(now), At(now));

    private static DateTimeOffset At(double second) => Start.AddTicks((long)Math.Ceiling(second * TimeSpan.TicksPerSecond));
}
