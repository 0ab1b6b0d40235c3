using System.Globalization;

namespace Orleans.Tx.Domain.Calendar;

/// <summary>
/// A week of ISO 8601: seven days from a Monday, the start included, the end (the next Monday) excluded.
/// Written <c>2026-W47</c>; the year is the one that holds the week's Thursday.
/// </summary>
public readonly record struct Week : IComparable<Week>
{
    private Week(DateOnly monday) => Monday = monday;

    /// <summary>The week's first day.</summary>
    public DateOnly Monday { get; }

    /// <summary>The first day after the week: the next week's Monday.</summary>
    public DateOnly End => Monday.AddDays(7);

    public Week Next => new(Monday.AddDays(7));

    public Week Previous => new(Monday.AddDays(-7));

    /// <summary>The week that holds a day.</summary>
    public static Week Of(DateOnly day) => new(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));

    /// <summary>The week that holds an instant, by the calendar of <paramref name="zone"/>.</summary>
    public static Week Of(DateTimeOffset instant, TimeZoneInfo zone) =>
        Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime));

    /// <summary>The instant at which the week begins in <paramref name="zone"/>.</summary>
    public DateTimeOffset StartIn(TimeZoneInfo zone) => Monday.StartIn(zone);

    /// <summary>The instant at which the week ends in <paramref name="zone"/>; it belongs to the next week.</summary>
    public DateTimeOffset EndIn(TimeZoneInfo zone) => End.StartIn(zone);

    /// <summary>All weeks from this one to <paramref name="last"/>, both included.</summary>
    public IEnumerable<Week> Through(Week last)
    {
        for (var week = this; week.CompareTo(last) <= 0; week = week.Next)
            yield return week;
    }

    /// <exception cref="FormatException">The text is no ISO week; the message says what is.</exception>
    public static Week Parse(string text) => TryParse(text, out var week)
        ? week
        : throw new FormatException($"'{text}' is no week: write the ISO year and week, from 0001-W01 on, such as 2026-W47");

    public static bool TryParse(string? text, out Week week)
    {
        week = default;
        if (text is not { Length: 8 } || text[4] != '-' || text[5] is not ('W' or 'w')
            || text.Contains('\0') // which int.TryParse would let end a number
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 1 or > 9998 || number < 1 || number > ISOWeek.GetWeeksInYear(year))
            return false;

        week = new Week(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, number, DayOfWeek.Monday)));
        return true;
    }

    public int CompareTo(Week other) => Monday.CompareTo(other.Monday);

    public override string ToString()
    {
        var thursday = Monday.AddDays(3);
        return string.Create(CultureInfo.InvariantCulture, $"{thursday.Year:D4}-W{(thursday.DayOfYear - 1) / 7 + 1:D2}");
    }
}
