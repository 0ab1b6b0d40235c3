namespace Orleans.Tx.Domain.Limiting;

/// <summary>How often in a row the source refused, until when nothing is sent for it, and when it is worth asking again.</summary>
internal sealed class Refusals(TimeSpan window, int inRow, DateTimeOffset? closedUntil)
{
    // Asking again with nearly as many in the window would most likely be refused again; the more often it was, the further the limit fell.
    private const double FirstStep = 0.04;
    private const double LongestStep = 0.25;

    private int _refusedAt;
    private int _steps;

    public int InRow { get; private set; } = inRow;

    public DateTimeOffset? ClosedUntil { get; private set; } = closedUntil;

    public bool Closed(DateTimeOffset now) => now < ClosedUntil;

    /// <summary>Whether so many fewer are in the window than when the source last refused that it may well accept one.</summary>
    public bool AreOver(int counted) =>
        counted <= _refusedAt - Math.Max(1, _refusedAt * Math.Min(LongestStep, FirstStep * Math.Pow(2, _steps - 1))) || _refusedAt == 0;

    /// <returns>Whether this is the first accepted one after refusals. One that was under way when the source refused is not, but a reason to ask again.</returns>
    public bool Accepted(DateTimeOffset now)
    {
        if (Closed(now))
        {
            _refusedAt = 0;
            return false;
        }

        var recovered = InRow > 0;
        (InRow, _steps, ClosedUntil) = (0, 0, null);
        return recovered;
    }

    public void Rejected(int counted, DateTimeOffset now, TimeSpan? retryAfter)
    {
        _refusedAt = counted;
        // Requests that were under way together are refused together: that is one refusal. And long after the last one was over, it is a new start.
        if (!Closed(now))
            (InRow, _steps) = (now > ClosedUntil + window / 20 ? 1 : InRow + 1, _steps + 1);
        var until = now + Backoff.After(InRow, window, retryAfter);
        if (!(ClosedUntil > until))
            ClosedUntil = until;
    }
}
