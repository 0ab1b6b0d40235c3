namespace Orleans.Tx.Domain.Calendar;

/// <summary>
/// Which month an instant lies in: by bounds that were kept where there are some, so that all that is counted together is cut alike,
/// and by the rules of the zone elsewhere. A month begins at its bound, included, and ends at the next one's, excluded.
/// </summary>
public sealed class MonthCalendar
{
    private readonly Dictionary<Month, DateTimeOffset> _starts;
    private readonly HashSet<Month> _kept;
    private Month _last;
    private DateTimeOffset _lastStart;
    private DateTimeOffset _lastEnd;

    /// <param name="zone">The zone whose months these are.</param>
    /// <param name="kept">Where months begin that were cut before.</param>
    public MonthCalendar(TimeZoneInfo zone, IReadOnlyDictionary<Month, DateTimeOffset>? kept = null)
    {
        Zone = zone;
        _starts = new Dictionary<Month, DateTimeOffset>(kept ?? new Dictionary<Month, DateTimeOffset>());
        _kept = [.. _starts.Keys];
    }

    public TimeZoneInfo Zone { get; }

    /// <summary>The first kept month that the rules of the zone, as they are known here now, would begin at another instant; null for none.</summary>
    public Month? Outdated => _kept.Where(month => StartOf(month) != month.StartIn(Zone)).Order().Select(month => (Month?)month).FirstOrDefault();

    /// <summary>The bound of the month was kept.</summary>
    public bool Keeps(Month month) => _kept.Contains(month);

    /// <summary>From now on these months count as kept, with the bounds they have.</summary>
    public void Keep(IEnumerable<Month> months) => _kept.UnionWith(months);

    /// <summary>The instant at which the month begins.</summary>
    public DateTimeOffset StartOf(Month month)
    {
        if (!_starts.TryGetValue(month, out var start))
            _starts[month] = start = month.StartIn(Zone);
        return start;
    }

    /// <summary>The month that holds an instant. Cheap where the instant before lay in the same month.</summary>
    public Month Of(DateTimeOffset instant)
    {
        if (instant >= _lastStart && instant < _lastEnd)
            return _last;

        var month = Month.Of(instant, Zone);
        while (instant < StartOf(month))
            month = Month.OfOrdinal(month.Ordinal - 1);
        while (instant >= StartOf(month.Next))
            month = month.Next;
        (_last, _lastStart, _lastEnd) = (month, StartOf(month), StartOf(month.Next));
        return month;
    }
}
