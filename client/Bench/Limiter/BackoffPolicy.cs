using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>
/// Every worker backs off by itself, with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/):
/// up to half a second, doubling up to a minute, over again after a success.
/// </summary>
internal sealed class BackoffPolicy : ILimitPolicy
{
    private const double Shortest = 0.5;
    private const double Longest = 60;

    private readonly Random _chance;
    private readonly PriorityQueue<int, double> _idle;
    private readonly int[] _workerAt;
    private readonly int[] _inRow;

    public BackoffPolicy(int workers, Random chance)
    {
        _chance = chance;
        _idle = new PriorityQueue<int, double>(Enumerable.Range(0, workers).Select(worker => (worker, 0.0)));
        (_workerAt, _inRow) = (new int[workers], new int[workers]);
    }

    public bool TrySend(int place, double now)
    {
        if (!_idle.TryPeek(out var worker, out var ready) || ready > now)
            return false;

        _idle.Dequeue();
        _workerAt[place] = worker;
        return true;
    }

    public double NextTry(double now) => _idle.TryPeek(out _, out var ready) ? ready : double.MaxValue;

    public void Completed(int place, Outcome outcome, double now)
    {
        var worker = _workerAt[place];
        _inRow[worker] = outcome == Outcome.Accepted ? 0 : _inRow[worker] + 1;
        _idle.Enqueue(worker, _inRow[worker] == 0 ? now : now + (_chance.NextDouble() * Ceiling(_inRow[worker])));
    }

    private static double Ceiling(int inRow) => inRow < 8 ? Shortest * (1 << (inRow - 1)) : Longest;
}
