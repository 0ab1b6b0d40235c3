using System.Globalization;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>Numbers in headers. What is no plain number, or negative, is as good as not told.</summary>
internal static class HeaderNumber
{
    /// <summary>The longest wait that is believed; after it one request finds out.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // Beyond this a number of seconds is a date, and beyond the other a date in milliseconds.
    private const decimal LeastEpochSeconds = 1_000_000_000;
    private const decimal LeastEpochMilliseconds = 100_000_000_000;
    private const decimal LastEpochMilliseconds = 253_402_300_799_999;

    public static int? Count(string text) => Parse(text) is { } number ? (int)Math.Min(int.MaxValue, number) : null;

    public static TimeSpan? Seconds(string text) => Parse(text) is { } number ? Longer(number) : null;

    /// <summary>Seconds from now on, or an instant in seconds or milliseconds since 1970.</summary>
    public static TimeSpan? SecondsOrInstant(string text, DateTimeOffset now) => Parse(text) switch
    {
        null => null,
        < LeastEpochSeconds and var seconds => Longer(seconds),
        < LeastEpochMilliseconds and var seconds => Until(DateTimeOffset.FromUnixTimeSeconds((long)decimal.Ceiling(seconds)), now),
        <= LastEpochMilliseconds and var milliseconds => Until(DateTimeOffset.FromUnixTimeMilliseconds((long)decimal.Ceiling(milliseconds)), now),
        _ => Longest,
    };

    private static TimeSpan Until(DateTimeOffset instant, DateTimeOffset now) => instant - now < Longest ? instant - now : Longest;

    private static TimeSpan Longer(decimal seconds) =>
        seconds >= (decimal)Longest.TotalSeconds ? Longest : TimeSpan.FromMilliseconds((long)decimal.Ceiling(seconds * 1000));

    private static decimal? Parse(string text)
    {
        // A number too large to be read is a large one all the same.
        if (text.Length is > 0 and <= 1000 && text.All(char.IsAsciiDigit))
            return text.Length > 20 ? decimal.MaxValue : decimal.Parse(text, CultureInfo.InvariantCulture);
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
