namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Waits that are never shorter than asked for.</summary>
internal static class WholeMilliseconds
{
    /// <summary>
    /// <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> drops what is less than a millisecond: whoever looks again then finds
    /// that some time is left, and would look again and again without ever letting go of its turn.
    /// </summary>
    public static Task DelayAtLeast(this TimeProvider time, TimeSpan wait, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken);
}
