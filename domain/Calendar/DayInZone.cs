namespace Orleans.Tx.Domain.Calendar;

/// <summary>Where a day begins, in a zone that may skip or repeat its midnight.</summary>
public static class DayInZone
{
    // No offset is larger, so within this span of a day's midnight by UTC lies its midnight by any zone.
    private static readonly long Widest = TimeSpan.FromHours(15).Ticks;

    /// <summary>
    /// The first instant of <paramref name="day"/> in <paramref name="zone"/>. Where clocks skip midnight, the instant at which
    /// they do; where they show it twice, the earlier one.
    /// </summary>
    public static DateTimeOffset StartIn(this DateOnly day, TimeZoneInfo zone)
    {
        // IsInvalidTime and IsAmbiguousTime know only of daylight saving, not of a zone that changes its standard time.
        var midnight = day.ToDateTime(TimeOnly.MinValue).Ticks;
        var byOffsetBefore = At(midnight - OffsetAt(midnight - Widest, zone));
        var byOffsetAfter = At(midnight - OffsetAt(midnight + Widest, zone));
        var (first, last) = byOffsetBefore < byOffsetAfter ? (byOffsetBefore, byOffsetAfter) : (byOffsetAfter, byOffsetBefore);
        return HasBegun(first) ? first : FirstBegun(first, last);

        bool HasBegun(DateTimeOffset instant) => instant.Ticks + OffsetAt(instant.Ticks, zone) >= midnight;

        // Clocks skip from before midnight to it or past it, somewhere between.
        DateTimeOffset FirstBegun(DateTimeOffset notYet, DateTimeOffset begun)
        {
            while (begun - notYet > TimeSpan.FromTicks(1))
            {
                var middle = notYet + (begun - notYet) / 2;
                (notYet, begun) = HasBegun(middle) ? (notYet, middle) : (middle, begun);
            }

            return begun;
        }
    }

    private static long OffsetAt(long utcTicks, TimeZoneInfo zone) => zone.GetUtcOffset(At(utcTicks)).Ticks;

    // The calendar's own first and last instant stand for those beyond it.
    private static DateTimeOffset At(long utcTicks) =>
        new(Math.Clamp(utcTicks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
}
