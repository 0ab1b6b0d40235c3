namespace Orleans.Tx.Domain.Limiting;

/// <summary>What the source told of its own count: so many more requests, for so long. What it tells wins over what is learned.</summary>
internal sealed class ServerBudget
{
    private DateTimeOffset _until;
    private DateTimeOffset _heeded;
    private DateTimeOffset _doubtedUntil;
    private int _left;

    public int Left(DateTimeOffset now) => now < _until ? _left : int.MaxValue;

    public DateTimeOffset? Until(DateTimeOffset now) => now < _until ? _until : null;

    /// <summary>Whether it is to be believed that the source allows as much as it tells.</summary>
    public bool IsTrusted(DateTimeOffset now) => now >= _doubtedUntil;

    /// <param name="granted">When the request was granted that was answered so. Answers overtake each other: what an older one tells is old.</param>
    /// <param name="underWay">How many requests the source may not have counted yet.</param>
    public void Told(ToldLimit told, DateTimeOffset granted, int underWay, DateTimeOffset now)
    {
        if (granted < _heeded)
            return;

        // Of those that were sent together the one that was counted last is told of the fewest.
        var left = Math.Max(0, told.Remaining - underWay);
        _left = granted == _heeded ? Math.Min(left, Left(now)) : left;
        (_heeded, _until) = (granted, now + told.Reset);
    }

    public void Granted(int permits) => _left -= Math.Min(_left, permits);

    /// <summary>The source refused what it had told that it would accept: another limit is in force, or another client.</summary>
    public void Refused(TimeSpan doubted, DateTimeOffset now)
    {
        if (now < _until)
            _doubtedUntil = now + doubted;
    }
}
