namespace Orleans.Tx.Domain.Calendar;

/// <summary>Spans of days that time can be divided into.</summary>
public enum CalendarUnit
{
    Day,

    /// <summary>A week of ISO 8601, from a Monday.</summary>
    Week,
    Month,
    Quarter,
    Year,
}
