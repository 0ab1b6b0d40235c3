using System.Globalization;

namespace Orleans.Tx.Client.Pulling;

/// <summary>A length of time as users write it: <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>1d</c> or <c>hh:mm:ss</c>.</summary>
internal static class WrittenDuration
{
    /// <exception cref="FormatException">The text is none of these; the message says what is allowed.</exception>
    public static TimeSpan? Parse(string text)
    {
        TimeSpan? length = text.Length > 1 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? text[^1] switch
            {
                's' when number < 1e9 => TimeSpan.FromSeconds(number),
                'm' when number < 1e7 => TimeSpan.FromMinutes(number),
                'h' when number < 1e6 => TimeSpan.FromHours(number),
                'd' when number < 1e5 => TimeSpan.FromDays(number),
                _ => null,
            }
            : null;
        length ??= text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var written) ? written : null;
        return length > TimeSpan.Zero ? length : throw new FormatException($"'{text}' is no length of time: write 90s, 10m, 2h, 1d or 00:10:00");
    }
}
