namespace Orleans.Tx.Domain.Limiting;

/// <summary>
/// What is stored of a window: enough that whoever reads it later knows of every request that a server may still count.
/// </summary>
/// <param name="Releases">When the slots of completed requests become free.</param>
/// <param name="Unsettled">How many more requests were, or may since have been, granted without a known outcome.</param>
/// <param name="RejectionsInRow">How often in a row the source refused; 0 after an accepted request.</param>
/// <param name="ClosedUntil">Nothing is granted before this instant, because the source refused.</param>
/// <param name="Learned">What the source was found to allow in any window; null where it never refused.</param>
/// <param name="Saved">When it was stored; null where no second clock was told.</param>
public sealed record WindowState(
    IReadOnlyList<DateTimeOffset> Releases, int Unsettled, int RejectionsInRow, DateTimeOffset? ClosedUntil, int? Learned = null,
    SavedAt? Saved = null)
{
    public static WindowState Fresh { get; } = new([], 0, 0, null);
}
