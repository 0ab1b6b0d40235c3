using System.Globalization;

namespace Orleans.Tx.Domain.Calendar;

/// <summary>Where the spans of a unit begin, and what they are called.</summary>
public static class CalendarUnits
{
    extension(CalendarUnit unit)
    {
        /// <summary>The first day of the span that holds a day.</summary>
        public DateOnly FirstDay(DateOnly day) => unit switch
        {
            CalendarUnit.Day => day,
            CalendarUnit.Week => Week.Of(day).Monday,
            CalendarUnit.Month => new DateOnly(day.Year, day.Month, 1),
            CalendarUnit.Quarter => new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
            CalendarUnit.Year => new DateOnly(day.Year, 1, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "is no unit"),
        };

        /// <summary>The first day of the span that follows the one that begins on <paramref name="first"/>.</summary>
        public DateOnly Next(DateOnly first) => unit switch
        {
            CalendarUnit.Day => first.AddDays(1),
            CalendarUnit.Week => first.AddDays(7),
            CalendarUnit.Month => first.AddMonths(1),
            CalendarUnit.Quarter => first.AddMonths(3),
            _ => first.AddYears(1),
        };

        /// <summary><c>2026-10-05</c>, <c>2026-W41</c>, <c>2026-10</c>, <c>2026-Q4</c>, <c>2026</c>.</summary>
        public string NameOf(DateOnly first) => unit switch
        {
            CalendarUnit.Day => first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            CalendarUnit.Week => Week.Of(first).ToString(),
            CalendarUnit.Month => Month.Of(first).ToString(),
            CalendarUnit.Quarter => string.Create(CultureInfo.InvariantCulture, $"{first.Year:D4}-Q{(first.Month + 2) / 3}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{first.Year:D4}"),
        };
    }
}
