using System.Globalization;

namespace Orleans.Tx.Simulator.Transactions;

/// <summary>A week of ISO 8601, <c>2026-W47</c>: from Monday 00:00 UTC to the next one, which is excluded.</summary>
internal readonly record struct IsoWeek
{
    public static readonly TimeSpan Length = TimeSpan.FromDays(7);

    private readonly DateOnly _monday;

    private IsoWeek(DateOnly monday) => _monday = monday;

    public DateTimeOffset Start => new(_monday, TimeOnly.MinValue, TimeSpan.Zero);

    public static IsoWeek Of(DateTimeOffset instant)
    {
        var date = instant.UtcDateTime;
        return new IsoWeek(ISOWeek.ToDateOnly(ISOWeek.GetYear(date), ISOWeek.GetWeekOfYear(date), DayOfWeek.Monday));
    }

    /// <returns>Whether the text names a week that exists, such as <c>2026-W53</c>, which 2025 does not have.</returns>
    public static bool TryParse(string? text, out IsoWeek week)
    {
        week = default;
        if (text is not { Length: 8 } || text[4] != '-' || text[5] != 'W'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(6, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 1 or > 9998 || number < 1 || number > ISOWeek.GetWeeksInYear(year))
            return false;

        week = new IsoWeek(ISOWeek.ToDateOnly(year, number, DayOfWeek.Monday));
        return true;
    }

    public override string ToString()
    {
        var date = Start.UtcDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(date):0000}-W{ISOWeek.GetWeekOfYear(date):00}");
    }
}
