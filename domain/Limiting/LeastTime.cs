namespace Orleans.Tx.Domain.Limiting;

/// <summary>How soon requests can be sent at best, when at most so many may lie in any window.</summary>
public static class LeastTime
{
    /// <summary>The time until the last of the requests can be sent, if each free slot is used at once and every answer comes at once.</summary>
    /// <param name="requests">How many; none take no time.</param>
    /// <param name="limit">The most in any window, at least 1.</param>
    /// <param name="window">How long a slot is held.</param>
    /// <param name="held">How long until each slot that is held now becomes free. What is longer than the window counts as the window.</param>
    /// <param name="closed">Nothing is sent before this time has passed.</param>
    public static TimeSpan Of(long requests, int limit, TimeSpan window, IReadOnlyCollection<TimeSpan> held, TimeSpan closed = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        if (requests == 0)
            return TimeSpan.Zero;

        // Every slot comes free within a window from now and is used anew each window: so the requests go round in the slots' order.
        var (round, slot) = Math.DivRem(requests - 1, limit);
        var first = FirstUse((int)slot, limit, window, held);
        if (closed > first)
            first = closed;
        var ticks = (Int128)window.Ticks * round + first.Ticks;
        return ticks < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)ticks) : TimeSpan.MaxValue;
    }

    /// <summary>When a slot can be used first: those that are free now, then those held, the earliest first.</summary>
    private static TimeSpan FirstUse(int slot, int limit, TimeSpan window, IReadOnlyCollection<TimeSpan> held)
    {
        // Where more are held than the limit allows, as many have to come free before any can be used.
        var place = slot - (limit - held.Count);
        if (place < 0)
            return TimeSpan.Zero;
        var free = held.Order().ElementAt(place);
        if (free < TimeSpan.Zero)
            return TimeSpan.Zero;
        return free < window ? free : window;
    }
}
