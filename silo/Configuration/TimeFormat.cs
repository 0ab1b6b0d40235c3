using System.Globalization;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>How an API writes times: <c>iso</c>, <c>date</c>, <c>unix</c> (seconds), <c>unix-ms</c>, or a .NET format.</summary>
public sealed record TimeFormat
{
    private TimeFormat(TimeFormatKind kind, string text) => (Kind, Pattern) = (kind, text);

    public static TimeFormat Iso { get; } = new(TimeFormatKind.Iso, "iso");

    public static TimeFormat Unix { get; } = new(TimeFormatKind.Unix, "unix");

    public TimeFormatKind Kind { get; }

    /// <summary>The .NET format, for <see cref="TimeFormatKind.Pattern"/>; else the kind's name.</summary>
    public string Pattern { get; }

    /// <summary>Null where the text is none, or a pattern that writes every day the same.</summary>
    public static TimeFormat? TryParse(string text) => text switch
    {
        "iso" => Iso,
        "unix" => Unix,
        "date" => new TimeFormat(TimeFormatKind.Date, text),
        "unix-ms" => new TimeFormat(TimeFormatKind.UnixMilliseconds, text),
        _ => TellsDays(text) ? new TimeFormat(TimeFormatKind.Pattern, text) : null,
    };

    public override string ToString() => Pattern;

    private static bool TellsDays(string pattern)
    {
        try
        {
            // Nine years and some days apart: the two differ in year, month, day and the day's name.
            return pattern.Length > 0 && Sample(new DateOnly(2017, 3, 9)) != Sample(new DateOnly(2026, 11, 28));
        }
        catch (FormatException)
        {
            return false;
        }

        string Sample(DateOnly day) =>
            new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToString(pattern, CultureInfo.InvariantCulture);
    }
}
