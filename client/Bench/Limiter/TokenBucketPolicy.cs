using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>A bucket of a thousand tokens that fills at a thousand in a window, and backoff for what is refused all the same.</summary>
internal sealed class TokenBucketPolicy(int workers, Random chance) : ILimitPolicy
{
    private const double Rate = LimitTrace.Most / SimulatedServer.Window;

    private readonly BackoffPolicy _backoff = new(workers, chance);
    private double _tokens = LimitTrace.Most;
    private double _filledAt;

    public bool TrySend(int place, double now)
    {
        (_tokens, _filledAt) = (Math.Min(LimitTrace.Most, _tokens + ((now - _filledAt) * Rate)), now);
        if (_tokens < 1 || !_backoff.TrySend(place, now))
            return false;

        _tokens--;
        return true;
    }

    public double NextTry(double now) =>
        Math.Max(_backoff.NextTry(now), _tokens < 1 ? now + ((1.001 - _tokens) / Rate) : now);

    public void Completed(int place, Outcome outcome, double now) => _backoff.Completed(place, outcome, now);
}
