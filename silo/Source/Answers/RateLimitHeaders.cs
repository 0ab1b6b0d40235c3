using System.Globalization;
using System.Net.Http.Headers;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>How long a rejection asks to wait.</summary>
internal static class RateLimitHeaders
{
    // Beyond this a number of seconds is a date, and beyond the other a date in milliseconds.
    private const long LeastEpochSeconds = 1_000_000_000;
    private const long LeastEpochMilliseconds = 100_000_000_000;

    private static readonly string[] Resets = ["RateLimit-Reset", "X-RateLimit-Reset", "X-Rate-Limit-Reset"];

    /// <summary>The longest wait that is believed; after it one request finds out.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Null where no header tells, or the time has passed.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        // A server's dates are by its own clock.
        var here = response.Headers.Date ?? now;
        var wait = Of(response.Headers.RetryAfter, here) ?? OfStructured(response.Headers) ?? OfReset(response.Headers, here);
        if (wait is not { } known || known <= TimeSpan.Zero)
            return null;
        return known < Longest ? known : Longest;
    }

    private static TimeSpan? Of(RetryConditionHeaderValue? retry, DateTimeOffset here) => retry?.Delta ?? (retry?.Date - here);

    /// <summary><c>RateLimit: "default";r=0;t=30</c>, and the older <c>RateLimit: limit=100, remaining=0, reset=30</c>.</summary>
    private static TimeSpan? OfStructured(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("RateLimit", out var values))
            return null;
        var waits = values.SelectMany(value => value.Split(';', ','))
            .Select(part => part.Trim().Split('=', 2))
            .Where(pair => pair is ["t" or "reset", _])
            .Select(pair => Seconds(pair[1])).OfType<TimeSpan>().ToList();
        return waits.Count == 0 ? null : waits.Max();
    }

    private static TimeSpan? OfReset(HttpResponseHeaders headers, DateTimeOffset here)
    {
        foreach (var name in Resets)
        {
            if (headers.TryGetValues(name, out var values) && TryNumber(values.First(), out var number))
                return OfReset(number, here);
        }

        return null;
    }

    private static TimeSpan OfReset(decimal number, DateTimeOffset here) => number switch
    {
        < LeastEpochSeconds => Longer(number),
        < LeastEpochMilliseconds => DateTimeOffset.FromUnixTimeSeconds((long)decimal.Ceiling(number)) - here,
        <= 253_402_300_799_999m => DateTimeOffset.FromUnixTimeMilliseconds((long)decimal.Ceiling(number)) - here,
        _ => Longest,
    };

    private static TimeSpan? Seconds(string text) => TryNumber(text, out var number) ? Longer(number) : null;

    private static TimeSpan Longer(decimal seconds) =>
        seconds >= (decimal)Longest.TotalSeconds ? Longest : TimeSpan.FromMilliseconds((long)(seconds * 1000));

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
