namespace Orleans.Tx.Domain.Limiting;

/// <summary>How long nothing is sent after the source refused.</summary>
public static class Backoff
{
    private const int LongestSeconds = 60;

    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <summary>
    /// 2 s after the first refusal, doubling with each further one in a row, up to a minute; never less than what the source asked for,
    /// of which a day counts at most.
    /// </summary>
    public static TimeSpan After(int rejectionsInRow, TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rejectionsInRow, 1);
        var own = TimeSpan.FromSeconds(Math.Min(LongestSeconds, 1L << Math.Min(rejectionsInRow, 30)));
        if (retryAfter is not { } asked || asked <= own)
            return own;

        return asked < LongestAsked ? asked : LongestAsked;
    }
}
