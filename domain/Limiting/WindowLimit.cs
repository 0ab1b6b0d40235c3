namespace Orleans.Tx.Domain.Limiting;

/// <summary>What a source allows, and how long one of its requests may be on its way.</summary>
public sealed record WindowLimit
{
    /// <param name="requests">The most requests in any window.</param>
    /// <param name="window">The length of the sliding window.</param>
    /// <param name="timeout">After this long a request that was sent has been answered or given up.</param>
    /// <param name="lease">For how long permits may be used after they were granted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count below one, or a length that is not positive.</exception>
    public WindowLimit(int requests, TimeSpan window, TimeSpan timeout, TimeSpan lease)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        (Requests, Window, Timeout, Lease) = (requests, window, timeout, lease);
    }

    public int Requests { get; }

    public TimeSpan Window { get; }

    public TimeSpan Timeout { get; }

    public TimeSpan Lease { get; }

    /// <summary>
    /// How long after a save the permits reserved with it may be granted. Whoever reads the state meanwhile, while the one that saved it
    /// still grants (a partition), holds their slots for that much longer. Long enough that one save does for dozens of permits even where
    /// a source allows only a hundred in a window.
    /// </summary>
    public TimeSpan Reservation => Window / 2;

    /// <summary>How long a slot of unknown outcome is held from its grant: the request may be sent at the lease's end and arrive at its timeout.</summary>
    public TimeSpan LongestHold => Lease + Timeout + Window;
}
