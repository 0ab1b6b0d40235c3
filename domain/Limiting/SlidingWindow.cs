namespace Orleans.Tx.Domain.Limiting;

/// <summary>
/// The limiter's decisions, without clock or storage: which requests may be sent so that the source never counts more than its
/// limit in any window. A slot is held from its grant until its request has completed, plus the window; the source counts a
/// request at its arrival, which lies between, so that this count is never behind the source's own. A limit lower than the
/// configured one is learned from what is refused (docs/decisions/0008-the-limit-is-learned.md).
/// Every instant that is passed in must be from one clock and never earlier than the one before.
/// </summary>
public sealed class SlidingWindow
{
    /// <summary>What is added to recovered slots for clocks that disagree.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    private readonly SlotLedger _slots;
    private readonly LimitBracket _bracket;
    private readonly Probing _probing;
    private readonly Retreat _retreat;
    private readonly ServerBudget _budget = new();

    /// <summary>A window that goes on from what was stored.</summary>
    /// <param name="stored">Slots from a future beyond the longest hold are taken back to it; all get a margin for skew.</param>
    /// <param name="machine">The time by the machine's own clock: where the store's ran ahead of it since the save, no slot is free earlier.</param>
    public SlidingWindow(WindowLimit limit, WindowState stored, DateTimeOffset now, DateTimeOffset? machine = null)
    {
        Limit = limit;
        _slots = new SlotLedger(limit);
        _bracket = new LimitBracket(limit.Requests, limit.Window, stored.Learned);
        _retreat = new Retreat(limit.Requests, stored.RejectionsInRow);
        _probing = new Probing(limit.Requests, limit.Window);
        _probing.Restart(now);
        var (ahead, latest) = (RanAhead(stored.Saved, now, machine), now + limit.LongestHold);
        foreach (var release in stored.Releases)
            _slots.Hold(Earlier(release + ahead, latest) + Skew);
        // Granted after the save, if at all; where nobody knows when that was, by someone who still grants now.
        var saved = stored.Saved is { } at ? Earlier(at.Store + ahead, now) : now;
        for (var slot = 0; slot < stored.Unsettled; slot++)
            _slots.Hold(saved + limit.Reservation + limit.LongestHold + Skew);
        if (stored.ClosedUntil is { } closed)
            ClosedUntil = Earlier(closed + ahead, stored.Saved is { } clocks ? now + (closed - clocks.Store) : latest);
    }

    public WindowLimit Limit { get; }

    /// <summary>Slots that are not free: granted, or completed less than a window ago.</summary>
    public int Held => _slots.Held;

    /// <summary>Permits granted whose outcome is not known yet.</summary>
    public int Leased => _slots.Leased;

    /// <summary>Whether the source allowed less than it should: then every outcome decides what can be granted next.</summary>
    public bool IsWary => _bracket.Wary;

    /// <summary>What the source was found to allow in any window; the configured limit where it never refused.</summary>
    public int Learned => _bracket.Learned;

    /// <summary>Nothing is granted before this instant, because the source asked to wait or what it counts is not known.</summary>
    public DateTimeOffset? ClosedUntil { get; private set; }

    /// <summary>Nothing is granted before an instant; an earlier one than is known already changes nothing.</summary>
    public void Close(DateTimeOffset until)
    {
        if (!(ClosedUntil >= until))
            ClosedUntil = until;
    }

    /// <summary>How many permits can be granted now.</summary>
    public int Free(DateTimeOffset now)
    {
        Advance(now);
        return Math.Max(0, Math.Min(Math.Min(Limit.Requests - Held, _budget.Left(now)), Allowed(now)));
    }

    /// <summary>The earliest instant at which a permit may become free as far as is known, later than now.</summary>
    public DateTimeOffset NextFree(DateTimeOffset now)
    {
        Advance(now);
        if (ClosedUntil is { } closed)
            return closed;

        var next = Earlier(now + Limit.LongestHold, _slots.NextRelease ?? DateTimeOffset.MaxValue);
        // While few requests at a time go out, it is their outcome that is waited for, not their slots.
        if (_slots.NextGivenUp is { } givenUp)
            next = Earlier(next, givenUp + (_bracket.Wary ? TimeSpan.Zero : Limit.Window));
        if (_budget.Until(now) is { } reset)
            next = Earlier(next, reset);
        if (!_bracket.Wary)
            return next;
        if (_slots.FirstLeaseSince(now - _bracket.Patience) is { } first)
            next = Earlier(next, first + _bracket.Patience);
        if ((!_retreat.IsOn || UnderWay(now) == 0) && _probing.Due(_slots.Counted) is var due && due > now)
            next = Earlier(next, due);
        return next;
    }

    /// <summary>Takes slots for permits that may be used until the lease ends.</summary>
    /// <exception cref="InvalidOperationException">Fewer are free, or the lease id was used before.</exception>
    public DateTimeOffset Grant(long lease, int permits, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        if (permits > Free(now))
            throw new InvalidOperationException($"{permits} permits are asked for and {Free(now)} are free");

        var counted = _slots.Counted;
        if (!_slots.TryLease(lease, permits, now))
            throw new InvalidOperationException($"lease {lease} was granted before");
        if (_bracket.Wary && !_retreat.IsOn && counted >= _bracket.Learned)
            _probing.Start(lease, _slots.Sure);
        _budget.Granted(permits);
        return now + Limit.Lease;
    }

    /// <summary>Tells what became of one permit. What is told of a lease long given up or unknown changes nothing: its slots are held already.</summary>
    /// <param name="completed">When the request ended: not earlier than it really did.</param>
    /// <param name="retryAfter">How long the source asked to wait, with a refusal; a day counts at most.</param>
    /// <param name="told">What it told of its own count, in headers like <c>RateLimit</c> or <c>X-RateLimit-Remaining</c>.</param>
    public void Settle(
        long lease, Outcome outcome, DateTimeOffset completed, DateTimeOffset now, TimeSpan? retryAfter = null, ToldLimit? told = null)
    {
        Advance(now);
        var granted = _slots.Settle(lease, outcome, completed, now);
        var probed = _probing.Lease == lease;
        if (probed)
            _probing.Ended(outcome, now);
        if (outcome == Outcome.Accepted && granted is { } request)
            Accepted(request, probed, now);
        else if (outcome == Outcome.Rejected)
            Rejected(granted, probed, retryAfter, now);
        if (granted is { } answered && told is { } limit)
            Told(limit, answered.Granted, now);
    }

    /// <summary>What to store so that up to <paramref name="ahead"/> permits may be granted, within <see cref="WindowLimit.Reservation"/>.</summary>
    /// <param name="machine">The time by the machine's own clock.</param>
    public WindowState Save(int ahead, DateTimeOffset now, DateTimeOffset? machine = null)
    {
        Advance(now);
        var learned = _bracket.Wary ? _bracket.Learned : (int?)null;
        return new WindowState([.. _slots.Releases], _slots.Leased + ahead, _retreat.InRow, ClosedUntil, learned, machine is { } clock ? new SavedAt(now, clock) : null);
    }

    private int Allowed(DateTimeOffset now)
    {
        if (ClosedUntil is not null)
            return 0;

        var counted = _slots.Counted;
        // After a refusal one request at a time goes out, until one is accepted.
        if (_retreat.IsOn)
            return counted <= _retreat.AsksAt || now >= _probing.Due(counted) ? 1 - UnderWay(now) : 0;
        if (!_bracket.Wary)
            return int.MaxValue;
        if (counted < _bracket.Learned)
            return _bracket.Room(counted, UnderWay(now), now);

        var probes = _probing.Lease is { } probe && _slots.IsOpen(probe, now - _bracket.Patience);
        return !probes && now >= _probing.Due(counted) ? 1 : 0;
    }

    // What takes much longer than others may never be answered: it holds its slot, and nobody waits for what it would tell.
    private int UnderWay(DateTimeOffset now) => _slots.LeasedSince(now - _bracket.Patience);

    private void Accepted(OpenLease granted, bool probed, DateTimeOffset now)
    {
        var recovered = _retreat.Accepted(granted.Granted);
        _bracket.Accepted(_slots.Sure, now - granted.Granted, recovered, probed, now);
        _probing.Accepted(_slots.Sure);
        if (recovered)
            _probing.Restart(now);
    }

    private void Rejected(OpenLease? granted, bool probed, TimeSpan? retryAfter, DateTimeOffset now)
    {
        // What is told of a lease that was given up is a refusal all the same, and nobody knows at what count.
        var fell = !probed && _bracket.Rejected(granted?.Counted ?? 0, _slots.Counted, now);
        if (fell || _retreat.IsOn)
            _retreat.Rejected(_slots.Counted, granted?.Granted ?? now, now);
        _probing.Refused(now);
        _budget.Refused(Limit.Window, now);
        if (retryAfter is { } asked)
            Close(now + (asked < LongestAsked ? asked : LongestAsked));
    }

    private void Told(ToldLimit told, DateTimeOffset granted, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(told.Remaining, nameof(told));

        // What was granted before was counted before.
        var underWay = _slots.LeasedSince(granted.AddTicks(-1));
        _budget.Told(told with { Reset = told.Reset < LongestAsked ? told.Reset : LongestAsked }, granted, underWay, now);
        if (_budget.IsTrusted(now))
            _bracket.Told((int)Math.Min(Limit.Requests, (long)_slots.Sure + told.Remaining));
    }

    private void Advance(DateTimeOffset now)
    {
        _slots.Advance(now);
        if (ClosedUntil <= now)
            ClosedUntil = null;
    }

    // Of two clocks the one that counted less since the save is believed.
    private static TimeSpan RanAhead(SavedAt? saved, DateTimeOffset now, DateTimeOffset? machine)
    {
        if (saved is not { } at || machine is not { } clock)
            return TimeSpan.Zero;

        var passed = clock > at.Machine ? clock - at.Machine : TimeSpan.Zero;
        return now - at.Store > passed ? now - at.Store - passed : TimeSpan.Zero;
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
