using System.Globalization;

namespace Orleans.Tx.Domain.Calendar;

/// <summary>A calendar month, written <c>2026-11</c>. Which month an instant lies in depends on the reporting zone.</summary>
public readonly record struct Month : IComparable<Month>
{
    private const int Last = 9999 * 12 - 1;
    private readonly int _sinceYearOne;

    private Month(int sinceYearOne) => _sinceYearOne = sinceYearOne;

    /// <exception cref="ArgumentOutOfRangeException">The year is not 1 to 9999, or the month not 1 to 12.</exception>
    public Month(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        _sinceYearOne = (year - 1) * 12 + month - 1;
    }

    /// <summary>Months since January of year one.</summary>
    public int Ordinal => _sinceYearOne;

    public int Year => _sinceYearOne / 12 + 1;

    /// <summary>1 is January, 12 is December.</summary>
    public int Number => _sinceYearOne % 12 + 1;

    public DateOnly FirstDay => new(Year, Number, 1);

    public Month Next => new(_sinceYearOne + 1);

    /// <exception cref="ArgumentOutOfRangeException">The month is not within the years 1 to 9999.</exception>
    public static Month OfOrdinal(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordinal, Last);
        return new Month(ordinal);
    }

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>The month that holds an instant, by the calendar of <paramref name="zone"/>.</summary>
    public static Month Of(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = ReferenceEquals(zone, TimeZoneInfo.Utc) ? instant.UtcDateTime : TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        return new Month(local.Year, local.Month);
    }

    /// <summary>The instant at which the month begins in <paramref name="zone"/>.</summary>
    public DateTimeOffset StartIn(TimeZoneInfo zone) => FirstDay.StartIn(zone);

    /// <exception cref="FormatException">The text is no month; the message says what is.</exception>
    public static Month Parse(string text) => TryParse(text, out var month)
        ? month
        : throw new FormatException($"'{text}' is no month: write year and month, such as 2026-11");

    public static bool TryParse(string? text, out Month month)
    {
        month = default;
        if (text is not { Length: 7 } || text[4] != '-'
            || text.Contains('\0') // which int.TryParse would let end a number
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year < 1 || number is < 1 or > 12)
            return false;

        month = new Month(year, number);
        return true;
    }

    public int CompareTo(Month other) => _sinceYearOne.CompareTo(other._sinceYearOne);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");
}
