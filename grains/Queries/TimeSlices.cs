using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Queries;

/// <summary>
/// Time cut at the beginnings of several units at once, so that the slice of an instant tells its day, week, month and so on. The store
/// finds slices by their beginnings alone: it knows nothing of zones.
/// </summary>
public sealed class TimeSlices
{
    private readonly DateOnly[] _days;

    private TimeSlices(DateOnly[] days, TimeZoneInfo zone) => (_days, Zone, Starts) = (days, zone, [.. days.Select(day => day.StartIn(zone).UtcDateTime)]);

    /// <summary>The zone whose days they begin with.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The first instant of each slice, in order; the first slice is number 1.</summary>
    public IReadOnlyList<DateTime> Starts { get; }

    /// <summary>The first day of each slice.</summary>
    public IReadOnlyList<DateOnly> Days => _days;

    /// <param name="first">A day within the first slices.</param>
    /// <param name="last">A day within the last ones.</param>
    public static TimeSlices Of(IReadOnlyCollection<CalendarUnit> units, DateOnly first, DateOnly last, TimeZoneInfo zone)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var unit in units)
        {
            for (var day = unit.FirstDay(first); day <= last; day = unit.Next(day))
                days.Add(day);
        }

        return new TimeSlices([.. days], zone);
    }

    /// <summary>Whether a time, of which the end is left out, lies within one slice.</summary>
    public bool AreOne(DateTimeOffset from, DateTimeOffset to) => NumberOf(from) == NumberOf(to.AddTicks(-1));

    /// <summary>The span of a unit that a slice lies in, by its first day.</summary>
    /// <param name="slice">Its number, from 1.</param>
    public DateOnly SpanOf(CalendarUnit unit, int slice) => unit.FirstDay(_days[slice - 1]);

    private int NumberOf(DateTimeOffset at) => Starts.Count(start => start <= at.UtcDateTime);
}
