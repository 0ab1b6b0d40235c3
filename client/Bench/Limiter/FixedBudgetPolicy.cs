using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>A thousand requests in each fixed window, as ingestion frameworks count them, and backoff for what is refused all the same.</summary>
internal sealed class FixedBudgetPolicy(int workers, Random chance) : ILimitPolicy
{
    private readonly BackoffPolicy _backoff = new(workers, chance);
    private double _windowEnds = SimulatedServer.Window;
    private int _sent;

    public bool TrySend(int place, double now)
    {
        if (now >= _windowEnds)
            (_windowEnds, _sent) = (now + SimulatedServer.Window, 0);
        if (_sent >= LimitTrace.Most || !_backoff.TrySend(place, now))
            return false;

        _sent++;
        return true;
    }

    public double NextTry(double now) => _sent >= LimitTrace.Most ? _windowEnds : Math.Min(_windowEnds, _backoff.NextTry(now));

    public void Completed(int place, Outcome outcome, double now) => _backoff.Completed(place, outcome, now);
}
