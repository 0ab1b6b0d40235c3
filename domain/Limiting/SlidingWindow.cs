namespace Orleans.Tx.Domain.Limiting;

/// <summary>
/// The limiter's decisions, without clock or storage: which requests may be sent so that the source never counts more than its
/// limit in any window. A slot is held from its grant until its request has completed, plus the window; the source counts a
/// request at its arrival, which lies between, so that this count is never behind the source's own.
/// Every instant that is passed in must be from one clock and never earlier than the one before.
/// </summary>
public sealed class SlidingWindow
{
    /// <summary>What is added to recovered slots for clocks that disagree.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    private readonly PriorityQueue<DateTimeOffset, DateTimeOffset> _releases = new();
    private readonly Dictionary<long, OpenLease> _leases = [];
    private int _rejectionsInRow;
    private DateTimeOffset? _closedUntil;
    private int _leased;

    /// <summary>A window that goes on from what was stored.</summary>
    /// <param name="stored">Slots from a future beyond the longest hold are taken back to it; all get a margin for skew.</param>
    public SlidingWindow(WindowLimit limit, WindowState stored, DateTimeOffset now)
    {
        Limit = limit;
        var latest = now + limit.LongestHold;
        foreach (var release in stored.Releases)
            Hold(Earlier(release, latest) + Skew);
        for (var slot = 0; slot < stored.Unsettled; slot++)
            Hold(latest + Skew);

        _rejectionsInRow = stored.RejectionsInRow;
        _closedUntil = stored.ClosedUntil is { } closed ? Earlier(closed, latest) : null;
    }

    public WindowLimit Limit { get; }

    /// <summary>Slots that are not free: granted, or completed less than a window ago.</summary>
    public int Held => _leased + _releases.Count;

    /// <summary>Permits granted whose outcome is not known yet.</summary>
    public int Leased => _leased;

    public DateTimeOffset? ClosedUntil => _closedUntil;

    /// <summary>How many permits can be granted now.</summary>
    public int Free(DateTimeOffset now)
    {
        Advance(now);
        if (now < _closedUntil)
            return 0;

        // After a refusal one request at a time goes out, until one is accepted.
        var allowed = _rejectionsInRow > 0 ? 1 - _leased : Limit.Requests - Held;
        return Math.Max(0, Math.Min(allowed, Limit.Requests - Held));
    }

    /// <summary>The earliest instant at which a permit may become free as far as is known, later than now.</summary>
    public DateTimeOffset NextFree(DateTimeOffset now)
    {
        Advance(now);
        var next = now + Limit.LongestHold;
        if (_releases.TryPeek(out var release, out _))
            next = Earlier(next, release);
        // While one request at a time goes out, it is the outcome that is waited for, not its slot.
        var held = _rejectionsInRow > 0 ? TimeSpan.Zero : Limit.Window;
        foreach (var lease in _leases.Values)
            next = Earlier(next, GivenUp(lease) + held);
        return now < _closedUntil ? _closedUntil.Value : next;
    }

    /// <summary>Takes slots for permits that may be used until the lease ends.</summary>
    /// <exception cref="InvalidOperationException">Fewer are free, or the lease id was used before.</exception>
    public DateTimeOffset Grant(long lease, int permits, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        if (permits > Free(now))
            throw new InvalidOperationException($"{permits} permits are asked for and {Free(now)} are free");

        var expires = now + Limit.Lease;
        if (!_leases.TryAdd(lease, new OpenLease(permits, expires)))
            throw new InvalidOperationException($"lease {lease} was granted before");
        _leased += permits;
        return expires;
    }

    /// <summary>Tells what became of one permit. What is told of a lease long given up or unknown changes nothing: its slots are held already.</summary>
    /// <param name="completed">When the request ended: not earlier than it really did.</param>
    /// <param name="retryAfter">How long the source asked to wait, with a refusal.</param>
    public void Settle(long lease, Outcome outcome, DateTimeOffset completed, DateTimeOffset now, TimeSpan? retryAfter = null)
    {
        Advance(now);
        Learn(outcome, retryAfter, now);
        if (!_leases.TryGetValue(lease, out var open))
            return;

        _leased--;
        if (open.Permits == 1)
            _leases.Remove(lease);
        else
            _leases[lease] = open with { Permits = open.Permits - 1 };

        if (outcome is Outcome.Accepted or Outcome.Rejected)
            Hold(Earlier(completed, now) + Limit.Window);
        else if (outcome == Outcome.Unknown)
            Hold(Earlier(now, open.Expires) + Limit.Timeout + Limit.Window);
    }

    /// <summary>What to store so that up to <paramref name="ahead"/> permits may be granted before the next time.</summary>
    public WindowState Save(int ahead, DateTimeOffset now)
    {
        Advance(now);
        var releases = _releases.UnorderedItems.Select(item => item.Element).Order();
        return new WindowState([.. releases], _leased + ahead, _rejectionsInRow, _closedUntil);
    }

    private void Learn(Outcome outcome, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var open = !(now < _closedUntil);
        if (outcome == Outcome.Accepted && open)
            (_rejectionsInRow, _closedUntil) = (0, null);
        if (outcome != Outcome.Rejected)
            return;

        // Requests that were under way together are refused together: that is one refusal.
        if (open)
            _rejectionsInRow++;
        _closedUntil = Later(_closedUntil, now + Backoff.After(_rejectionsInRow, retryAfter));
    }

    private void Advance(DateTimeOffset now)
    {
        foreach (var (id, lease) in _leases)
        {
            if (GivenUp(lease) > now)
                continue;

            for (var slot = 0; slot < lease.Permits; slot++)
                Hold(GivenUp(lease) + Limit.Window);
            _leased -= lease.Permits;
            _leases.Remove(id);
        }

        while (_releases.TryPeek(out var release, out _) && release <= now)
            _releases.Dequeue();
    }

    // A worker that was lost may have sent its last request at the lease's end.
    private DateTimeOffset GivenUp(OpenLease lease) => lease.Expires + Limit.Timeout;

    private void Hold(DateTimeOffset until) => _releases.Enqueue(until, until);

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static DateTimeOffset Later(DateTimeOffset? left, DateTimeOffset right) => left > right ? left.Value : right;

    private readonly record struct OpenLease(int Permits, DateTimeOffset Expires);
}
