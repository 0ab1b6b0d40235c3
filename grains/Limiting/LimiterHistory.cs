using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Limiting;

/// <summary>How the window was used over the last hours: a moment for each twentieth of a window, as many as are shown.</summary>
internal sealed class LimiterHistory(TimeSpan window)
{
    private const int Most = 720;

    private readonly Queue<LimiterMoment> _moments = new();
    private readonly TimeSpan _every = window / 20;
    private DateTimeOffset _due;
    private int _rejections;

    public ImmutableArray<LimiterMoment> Moments => [.. _moments];

    public void Rejected() => _rejections++;

    public void Note(int held, int learned, DateTimeOffset now)
    {
        if (now < _due)
            return;

        if (_moments.Count == Most)
            _moments.Dequeue();
        _moments.Enqueue(new LimiterMoment(now, held, learned, _rejections));
        (_due, _rejections) = (now + _every, 0);
    }
}
