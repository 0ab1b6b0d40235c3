using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Calendar;

/// <summary>Tells the month of an instant in a zone, asking the zone only near the ends of months.</summary>
internal sealed class MonthClock(TimeZoneInfo zone)
{
    // No zone is more than a day away from UTC.
    private const int FirstSureDay = 2;
    private const int LastSureDay = 27;

    public Month Of(DateTime utc) => utc.Day is >= FirstSureDay and <= LastSureDay
        ? new Month(utc.Year, utc.Month)
        : Month.Of(new DateTimeOffset(utc), zone);
}
