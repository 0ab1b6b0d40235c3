using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>The months of a zone as aggregates were cut by them.</summary>
public static class StoredMonths
{
    /// <param name="zone">The name of the zone.</param>
    /// <param name="bounds">Where those of its months begin that were cut before.</param>
    /// <exception cref="TxException">The zone is not known here.</exception>
    public static MonthCalendar Calendar(string zone, IReadOnlyDictionary<Month, DateTimeOffset> bounds) => new(ZoneOf(zone), bounds);

    /// <summary>The zone of stored months.</summary>
    /// <exception cref="TxException">It is not known here.</exception>
    public static TimeZoneInfo ZoneOf(string zone)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(zone);
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new TxException(
                TxError.Invalid, $"the months were cut in {zone}, a zone that this machine does not know: install its time zones (tzdata), or tx rebuild in another");
        }
    }

    /// <summary>What there is to say of months that the rules of their zone would now cut otherwise; null for none.</summary>
    public static string? NoticeOn(MonthCalendar months) => months.Outdated is { } month
        ? $"by the rules of {months.Zone.Id} as they are known now {month} would begin at another instant than it was counted by: tx rebuild cuts the months anew"
        : null;
}
