using System.Runtime.CompilerServices;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Calendar;

/// <summary>Tells the month of an instant in a zone, and asks the zone only once for most days. Not thread-safe.</summary>
internal sealed class MonthClock
{
    // Eleven years of days, so that the days of a usual log don't drive each other out.
    private const int Remembered = 4096;

    private readonly TimeZoneInfo _zone;
    private readonly (int Day, Month Month)[] _days = new (int, Month)[Remembered];

    public MonthClock(TimeZoneInfo zone)
    {
        _zone = zone;
        Array.Fill(_days, (-1, default));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Month Of(DateTime utc)
    {
        var day = (int)(utc.Ticks / TimeSpan.TicksPerDay);
        var known = _days[day % Remembered];
        return known.Day == day ? known.Month : Ask(utc, day);
    }

    private Month Ask(DateTime utc, int day)
    {
        var start = new DateTime(day * TimeSpan.TicksPerDay, DateTimeKind.Utc);
        var (first, last) = (Month.Of(start, _zone), Month.Of(start.AddTicks(TimeSpan.TicksPerDay - 1), _zone));
        if (first == last)
            _days[day % Remembered] = (day, first);
        return first == last ? first : Month.Of(utc, _zone);
    }
}
