namespace Orleans.Tx.Domain.Limiting;

/// <summary>When a single request is sent although none may be accepted, to find out whether the limit rose.</summary>
internal sealed class Probing(int ceiling, TimeSpan window)
{
    // Of ten minutes: every 10 s at the most, 30 s after the limit was found, 86 s where seven tenths of it may be gained.
    private const double OftenestOfWindow = 60;
    private const double FirstOfWindow = 20;
    private const double LongestOfWindow = 7;
    private const double UsualGain = 0.7;

    private TimeSpan _interval = window / FirstOfWindow;
    private DateTimeOffset _last;

    public long? Lease { get; private set; }

    /// <summary>
    /// The interval doubles with each refusal. At its longest it is the shorter, the more there is to be gained, by the root: the cost of
    /// looking and that of not having looked are then alike.
    /// </summary>
    public DateTimeOffset Due(int counted)
    {
        var longest = window / LongestOfWindow * Math.Sqrt(UsualGain * ceiling / Math.Max(1, ceiling - counted));
        return _last + Shorter(_interval, longest);
    }

    public void Start(long lease) => Lease = lease;

    /// <summary>The limit was found anew.</summary>
    public void Restart(DateTimeOffset now) => (_last, _interval) = (now, Shorter(_interval, window / FirstOfWindow));

    /// <summary>The server refused, probed or not: that it did tells as much as a probe.</summary>
    /// <param name="again">It did so before, and nothing was accepted since.</param>
    public void Refused(bool again, DateTimeOffset now)
    {
        _last = now;
        if (again)
            _interval = Shorter(_interval * 2, window);
    }

    public void Ended(Outcome outcome, DateTimeOffset now)
    {
        (Lease, _last) = (null, now);
        if (outcome == Outcome.Rejected)
            _interval = Shorter(_interval * 2, window);
        else if (outcome == Outcome.Accepted)
            _interval = _interval / 2 > window / OftenestOfWindow ? _interval / 2 : window / OftenestOfWindow;
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
