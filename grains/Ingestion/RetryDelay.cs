namespace Orleans.Tx.Grains.Ingestion;

/// <summary>How long to wait after failures in a row: exponential backoff with full jitter, as
/// https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ defines it.</summary>
internal sealed class RetryDelay(TimeProvider time, Random random)
{
    private const double FirstSeconds = 0.5;
    private const double LongestSeconds = 60;

    private int _inRow;
    private long _since;
    private TimeSpan _delay;

    /// <summary>How long until the next try; not positive: now.</summary>
    public TimeSpan Remaining => _inRow == 0 ? TimeSpan.Zero : _delay - time.GetElapsedTime(_since);

    public void Succeeded() => _inRow = 0;

    /// <summary>Failures that come while a delay runs belong to the one that began it.</summary>
    /// <param name="asked">Whoever failed asked for so much, where it did.</param>
    public void Failed(TimeSpan? asked = null)
    {
        Back();
        if (asked > Remaining)
            (_delay, _since) = (asked.Value, time.GetTimestamp());
    }

    private void Back()
    {
        if (_inRow > 0 && Remaining > TimeSpan.Zero)
            return;

        var ceiling = Math.Min(LongestSeconds, FirstSeconds * Math.Pow(2, Math.Min(_inRow++, 30)));
        _delay = TimeSpan.FromSeconds(random.NextDouble() * ceiling);
        _since = time.GetTimestamp();
    }
}
