namespace Orleans.Tx.Domain.Limiting;

/// <summary>
/// The slots that are not free, and why: leased, completed less than a window ago, or possibly still to arrive. Two counts come of it:
/// what the server may count at most, and what it surely counts.
/// </summary>
internal sealed class SlotLedger(WindowLimit limit)
{
    private readonly SlotQueue _releases = new();
    private readonly SlotQueue _sure = new();
    private readonly Dictionary<long, OpenLease> _leases = [];
    private readonly Queue<(long Id, DateTimeOffset Granted)> _inOrder = new();

    /// <summary>Permits granted whose outcome is not known yet.</summary>
    public int Leased { get; private set; }

    public int Held => Leased + _releases.Count;

    /// <summary>At most this many requests are in the server's window, if it does not count what it refuses.</summary>
    public int Counted => Held - _releases.Refused;

    /// <summary>At least this many requests are in the server's window: its limit, when the last accepted one came, was no less.</summary>
    public int Sure => _sure.Count;

    /// <summary>When the oldest lease is given up, unless it is settled before.</summary>
    public DateTimeOffset? NextGivenUp => Oldest is { } granted ? GivenUp(granted) : null;

    public IEnumerable<DateTimeOffset> Releases => _releases.Instants;

    private DateTimeOffset? Oldest
    {
        get
        {
            while (_inOrder.TryPeek(out var oldest) && !_leases.ContainsKey(oldest.Id))
                _inOrder.Dequeue();
            return _inOrder.TryPeek(out var open) ? open.Granted : null;
        }
    }

    public bool IsOpen(long lease, DateTimeOffset since) => _leases.TryGetValue(lease, out var open) && open.Granted > since;

    /// <summary>Permits granted after an instant whose outcome is not known yet.</summary>
    public int LeasedSince(DateTimeOffset since) =>
        Oldest > since ? Leased : _leases.Values.Where(open => open.Granted > since).Sum(open => open.Permits);

    /// <summary>When the oldest of these leases was granted; null where there is none.</summary>
    public DateTimeOffset? FirstLeaseSince(DateTimeOffset since) =>
        Oldest > since ? Oldest : _leases.Values.Where(open => open.Granted > since).Min(open => (DateTimeOffset?)open.Granted);

    public DateTimeOffset? NextRelease => _releases.First;

    public void Hold(DateTimeOffset until, bool refused = false) => _releases.Add(until, refused);

    /// <returns>False where the id was used before.</returns>
    public bool TryLease(long id, int permits, DateTimeOffset now)
    {
        if (!_leases.TryAdd(id, new OpenLease(permits, now, Counted)))
            return false;

        _inOrder.Enqueue((id, now));
        Leased += permits;
        return true;
    }

    /// <summary>Takes one permit out of its lease and holds its slot for as long as the outcome demands.</summary>
    /// <returns>The lease as it was granted; null where it is given up, used up or unknown.</returns>
    public OpenLease? Settle(long id, Outcome outcome, DateTimeOffset completed, DateTimeOffset now)
    {
        if (!_leases.TryGetValue(id, out var open))
            return null;

        Leased--;
        if (open.Permits == 1)
            _leases.Remove(id);
        else
            _leases[id] = open with { Permits = open.Permits - 1 };

        if (outcome is Outcome.Accepted or Outcome.Rejected)
            Hold(Earlier(completed, now) + limit.Window, outcome == Outcome.Rejected);
        else if (outcome == Outcome.Unknown)
            Hold(Earlier(now, open.Granted + limit.Lease) + limit.Timeout + limit.Window);
        if (outcome == Outcome.Accepted)
            _sure.Add(open.Granted + limit.Window);
        return open;
    }

    public void Advance(DateTimeOffset now)
    {
        while (NextGivenUp is { } givenUp && givenUp <= now)
        {
            var id = _inOrder.Dequeue().Id;
            for (var slot = 0; slot < _leases[id].Permits; slot++)
                Hold(givenUp + limit.Window);
            Leased -= _leases[id].Permits;
            _leases.Remove(id);
        }

        _releases.Release(now);
        _sure.Release(now);
    }

    // A worker that was lost may have sent its last request at the lease's end.
    private DateTimeOffset GivenUp(DateTimeOffset granted) => granted + limit.Lease + limit.Timeout;

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
