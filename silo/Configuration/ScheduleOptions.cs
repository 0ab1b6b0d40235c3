using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>When weeks are pulled without being asked for.</summary>
public sealed class ScheduleOptions
{
    public bool Enabled { get; init; } = true;

    public DayOfWeek Day { get; init; } = DayOfWeek.Monday;

    public TimeOnly At { get; init; } = new(2, 0);

    /// <summary>The zone of <see cref="Day"/> and <see cref="At"/>.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>How long after its end a week's records may still change.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How many weeks before the last are pulled again, for late records.</summary>
    public int Lookback { get; init; } = 1;

    /// <summary>The share of a week's rows, from 0 to 1, that may leave the store unasked because the API no longer has them.</summary>
    public decimal MostRemoved { get; init; } = 0.01m;

    /// <summary>The same as a rule of the calendar: which week is due when.</summary>
    public WeeklySchedule ToCalendar() => new(Day, At, Zone, Settle, Lookback);
}
