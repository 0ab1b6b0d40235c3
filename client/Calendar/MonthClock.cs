using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Calendar;

/// <summary>Tells the month of an instant in a zone, asking the zone only near the ends of months.</summary>
internal sealed class MonthClock(TimeZoneInfo zone)
{
    // No zone is more than a day away from UTC.
    private const int FirstSureDay = 2;
    private const int LastSureDay = 27;

    private readonly bool _isUtc = ReferenceEquals(zone, TimeZoneInfo.Utc);

    public Month Of(DateTime utc)
    {
        var (year, month, day) = DateOnly.FromDateTime(utc);
        return _isUtc || day is >= FirstSureDay and <= LastSureDay ? new Month(year, month) : Month.Of(new DateTimeOffset(utc), zone);
    }
}
