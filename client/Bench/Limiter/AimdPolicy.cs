using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>
/// Counts its own window exactly and moves its limit as TCP moves its window: one request more for each that is accepted at the
/// limit, a fifth less after a refusal, at most once in ten seconds.
/// </summary>
internal sealed class AimdPolicy : ILimitPolicy
{
    private const double Increase = 1;
    private const double Decrease = 0.8;
    private const double Deaf = 10;

    private readonly Queue<double> _sent = new();
    private double _limit = LimitTrace.Most;
    private double _deafUntil;
    private double _closedUntil;

    public bool TrySend(int place, double now)
    {
        while (_sent.TryPeek(out var oldest) && oldest + SimulatedServer.Window <= now)
            _sent.Dequeue();
        if (now < _closedUntil || _sent.Count >= (int)_limit)
            return false;

        _sent.Enqueue(now);
        return true;
    }

    public double NextTry(double now) =>
        Math.Max(_closedUntil, _sent.Count >= (int)_limit ? _sent.Peek() + SimulatedServer.Window : now);

    public void Completed(int place, Outcome outcome, double now)
    {
        if (outcome == Outcome.Accepted && _sent.Count + 1 >= (int)_limit)
            _limit = Math.Min(LimitTrace.Most, _limit + Increase);
        if (outcome != Outcome.Rejected)
            return;

        _closedUntil = now + 1;
        if (now < _deafUntil)
            return;
        (_limit, _deafUntil) = (Math.Max(1, _limit * Decrease), now + Deaf);
    }
}
