namespace Orleans.Tx.Domain.Calendar;

/// <summary>When weeks that are over are pulled: once a week, at a time of day in a zone.</summary>
/// <param name="Day">The day of the week.</param>
/// <param name="At">The time of that day. Where clocks skip it, as soon as they have.</param>
/// <param name="Zone">The zone of both.</param>
/// <param name="Settle">How long after its end a week's records may still change; no week is due before.</param>
/// <param name="Lookback">How many weeks before the last are pulled again, for late records.</param>
public sealed record WeeklySchedule(DayOfWeek Day, TimeOnly At, TimeZoneInfo Zone, TimeSpan Settle, int Lookback)
{
    /// <summary>When a week is to be pulled: at the first scheduled time at or after its end, and never before it is settled.</summary>
    /// <param name="weeks">The zone that weeks are cut in.</param>
    public DateTimeOffset Due(Week week, TimeZoneInfo weeks)
    {
        var end = week.EndIn(weeks);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end, Zone).DateTime);
        day = day.AddDays(((int)Day - (int)day.DayOfWeek + 7) % 7);
        var scheduled = On(day) >= end ? On(day) : On(day.AddDays(7));
        return scheduled > end + Settle ? scheduled : end + Settle;
    }

    /// <summary>The last week that is due at an instant.</summary>
    public Week LastDue(DateTimeOffset now, TimeZoneInfo weeks)
    {
        var week = Week.Of(now, weeks).Previous;
        while (Due(week, weeks) > now)
            week = week.Previous;
        return week;
    }

    private DateTimeOffset On(DateOnly day)
    {
        var time = day.ToDateTime(At);
        for (; Zone.IsInvalidTime(time); time = time.AddMinutes(15 - (time.Minute % 15)))
        {
        }

        // Where clocks show it twice, the earlier one: the larger offset.
        var offset = Zone.IsAmbiguousTime(time) ? Zone.GetAmbiguousTimeOffsets(time).Max() : Zone.GetUtcOffset(time);
        return new DateTimeOffset(time, offset);
    }
}
