using System.Collections.Immutable;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Dashboard.Pulls;

/// <summary>How many requests a second were sent over the last seconds, by what a page has seen.</summary>
internal sealed class RequestRate(TimeProvider clock)
{
    private static readonly TimeSpan Over = TimeSpan.FromSeconds(10);

    private readonly Queue<(long At, long Requests)> _seen = new();

    /// <summary>Null before there is anything to compare with.</summary>
    public double? PerSecond { get; private set; }

    public void See(ImmutableArray<WeekStatus> weeks)
    {
        var (now, requests) = (clock.GetTimestamp(), weeks.Sum(week => week.Requests));
        // A week that begins anew counts anew.
        if (_seen.Count > 0 && requests < _seen.Last().Requests)
            _seen.Clear();
        _seen.Enqueue((now, requests));
        while (clock.GetElapsedTime(_seen.Peek().At, now) > Over)
            _seen.Dequeue();
        var (since, before) = _seen.Peek();
        var length = clock.GetElapsedTime(since, now);
        PerSecond = length >= TimeSpan.FromSeconds(1) ? (requests - before) / length.TotalSeconds : null;
    }
}
