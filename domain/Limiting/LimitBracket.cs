namespace Orleans.Tx.Domain.Limiting;

/// <summary>
/// What is known of a limit that the server does not tell: it was no less than what was accepted lately, and no more than what was refused.
/// Between the two only few requests are under way at once, because the first that is refused tells all that there is to learn.
/// </summary>
internal sealed class LimitBracket
{
    private const double MostAtOnce = 16;
    private const double MoreAtOnceEach = 0.25;
    private const int WorthExploring = 250;

    private const int LatenciesToWait = 4;

    private readonly TimeSpan _shortest;
    private readonly int _ceiling;
    private DateTimeOffset _floorUntil;
    private int _floor;
    private int _roof;
    private double _atOnce = 1;
    private TimeSpan _latency;

    /// <param name="ceiling">The limit is never more.</param>
    /// <param name="learned">What was learned before; null where nothing was ever refused.</param>
    public LimitBracket(int ceiling, TimeSpan window, int? learned)
    {
        (_ceiling, _roof, _shortest) = (ceiling, ceiling, window / 60);
        Learned = Math.Clamp(learned ?? ceiling, 1, ceiling);
        Wary = learned is not null;
    }

    /// <summary>Whether the server ever allowed less than the ceiling: where not, everything up to the ceiling is granted at once.</summary>
    public bool Wary { get; private set; }

    /// <summary>Up to this many may be held without probing.</summary>
    public int Learned { get; private set; }

    /// <summary>For so long an answer is waited for, and what it told holds.</summary>
    public TimeSpan Patience => LatenciesToWait * _latency is var several && several > _shortest ? several : _shortest;

    /// <summary>How many more may be sent, of those that are not known to be accepted.</summary>
    /// <param name="underWay">How many are on their way.</param>
    public int Room(int counted, int underWay, DateTimeOffset now)
    {
        var known = now < _floorUntil ? _floor - counted : 0;
        return Math.Min(Learned - counted, Math.Max(known, AtOnce(counted) - underWay));
    }

    /// <param name="sure">At least so many are in the server's window.</param>
    /// <param name="recovered">Whether the ones before were refused.</param>
    /// <param name="probed">Whether it was sent although the learned limit was reached.</param>
    public void Accepted(int sure, TimeSpan latency, bool recovered, bool probed, DateTimeOffset now)
    {
        _latency += (latency - _latency) / 16;
        if (sure >= _floor || now >= _floorUntil)
            (_floor, _floorUntil) = (sure, now + Patience);
        _atOnce = recovered ? 1 : Math.Min(MostAtOnce, _atOnce + MoreAtOnceEach);
        if (recovered)
            Learned = _floor > _roof ? _ceiling : _roof - _floor > _ceiling / WorthExploring ? _roof : Math.Max(1, _floor);
        else if (probed || sure > Learned)
            Learned = _ceiling;
    }

    /// <param name="before">What the server may have counted, at most, when the request was granted.</param>
    /// <param name="counted">The same now.</param>
    /// <returns>Whether the limit fell below what was accepted lately, or is not known at all.</returns>
    public bool Rejected(int before, int counted, DateTimeOffset now)
    {
        (Wary, _atOnce, _roof) = (true, 1, Math.Min(counted, _ceiling));
        if (now >= _floorUntil || before < _floor)
        {
            _floorUntil = now;
            return true;
        }

        Learned = Math.Clamp(_floor, 1, _ceiling);
        return false;
    }

    /// <summary>The server says that it allows so many: nothing of that need be found out.</summary>
    public void Told(int allowed) => Learned = Math.Clamp(allowed, Learned, _ceiling);

    // No more than it takes to explore what is not known within the time in which knowledge is fresh.
    private int AtOnce(int counted)
    {
        var needed = Math.Ceiling((Learned - counted) * (_latency / Patience));
        return (int)Math.Max(1, Math.Min(_atOnce, needed));
    }
}
