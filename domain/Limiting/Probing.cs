namespace Orleans.Tx.Domain.Limiting;

/// <summary>
/// When a single request is sent although it may well be refused, to find out whether the limit rose. Looking every T windows costs 1/T
/// refusals in each; where r slots are gained in a window by looking, they are found T/2 late, which costs r·T/2. Together that is least at
/// T = √(2/r). The rate r is learned, as a share of what lies between the limit and the ceiling.
/// </summary>
internal sealed class Probing(int ceiling, TimeSpan window)
{
    // Of ten minutes: every ten seconds at the most, and every hundred at the least.
    private const double Oftenest = 1.0 / 60;
    private const double Rarest = 1.0 / 6;

    // The last hundred looks count; before the first, half of the room is taken to be gained in a window.
    private const double Remembered = 0.99;

    private double _gained = 0.5;
    private double _watched = 1;

    private DateTimeOffset _last;
    private int _from;
    private int? _risenTo;

    public long? Lease { get; private set; }

    public DateTimeOffset Due(int counted)
    {
        var gainedInWindow = _gained / _watched * Math.Max(1, ceiling - counted);
        return _last + (window * Math.Clamp(Math.Sqrt(2 / gainedInWindow), Oftenest, Rarest));
    }

    public void Start(long lease, int sure) => (Lease, _from) = (lease, sure);

    /// <summary>The limit was found: there is nothing to look for now.</summary>
    public void Restart(DateTimeOffset now) => _last = now;

    public void Ended(Outcome outcome, DateTimeOffset now)
    {
        Lease = null;
        if (outcome is Outcome.Unsent or Outcome.Rejected)
            return;

        Looked(now);
        _risenTo = outcome == Outcome.Accepted ? _from : null;
    }

    /// <summary>So many were surely in the server's window when it accepted one.</summary>
    public void Accepted(int sure)
    {
        if (!(sure > _risenTo))
            return;

        _gained += (double)(sure - _risenTo.Value) / Math.Max(1, ceiling - _from);
        _risenTo = sure;
    }

    /// <summary>The server refused, probed or not: that it did tells as much as a probe.</summary>
    public void Refused(DateTimeOffset now)
    {
        Looked(now);
        _risenTo = null;
    }

    private void Looked(DateTimeOffset now)
    {
        _watched = Remembered * (_watched + Math.Min(1, (now - _last) / window));
        _gained *= Remembered;
        _last = now;
    }
}
