namespace Orleans.Tx.Domain.Limiting;

/// <summary>How long nothing is sent after the source refused.</summary>
public static class Backoff
{
    // Of ten minutes, the window that the rules were made for: 2 s and a minute.
    private const int FirstOfWindow = 300;
    private const int LongestOfWindow = 10;

    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <summary>
    /// A three-hundredth of the window after the first refusal, doubling with each further one in a row, up to a tenth of it; never less
    /// than what the source asked for, of which a day counts at most.
    /// </summary>
    public static TimeSpan After(int rejectionsInRow, TimeSpan window, TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rejectionsInRow, 1);
        var doubled = window / FirstOfWindow * (1L << Math.Min(rejectionsInRow - 1, 30));
        var longest = window / LongestOfWindow;
        var own = doubled < longest ? doubled : longest;
        if (retryAfter is not { } asked || asked <= own)
            return own;

        return asked < LongestAsked ? asked : LongestAsked;
    }
}
