using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>
/// Every worker backs off by itself, with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/):
/// up to half a second, doubling up to a minute, over again after a success.
/// </summary>
internal sealed class BackoffPolicy(int workers, Random chance) : ILimitPolicy
{
    private readonly PriorityQueue<int, double> _idle = new(Enumerable.Range(0, workers).Select(worker => (worker, 0.0)));
    private readonly Dictionary<long, int> _sending = [];
    private readonly int[] _inRow = new int[workers];

    public bool TrySend(long request, double now)
    {
        if (!_idle.TryPeek(out var worker, out var ready) || ready > now)
            return false;

        _idle.Dequeue();
        _sending.Add(request, worker);
        return true;
    }

    public double NextTry(double now) => _idle.TryPeek(out _, out var ready) ? ready : double.MaxValue;

    public void Completed(long request, Outcome outcome, double now)
    {
        _sending.Remove(request, out var worker);
        _inRow[worker] = outcome == Outcome.Accepted ? 0 : _inRow[worker] + 1;
        var ceiling = Math.Min(60, 0.25 * Math.Pow(2, _inRow[worker]));
        _idle.Enqueue(worker, _inRow[worker] == 0 ? now : now + (chance.NextDouble() * ceiling));
    }
}
