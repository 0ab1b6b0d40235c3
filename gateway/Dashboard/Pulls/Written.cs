using System.Globalization;
using Orleans.Tx.Gateway.Dashboard.Figures;

namespace Orleans.Tx.Gateway.Dashboard.Pulls;

/// <summary>Rates, instants and lengths of time as pages write them.</summary>
internal static class Written
{
    /// <summary>Such as <c>412/s</c>; small ones with a decimal.</summary>
    public static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond.ToString(perSecond < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture)}/s");

    /// <summary>The time of day in UTC, with the date where it is not today's.</summary>
    public static string Instant(DateTimeOffset at, DateTimeOffset now) => at.UtcDateTime.Date == now.UtcDateTime.Date
        ? string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:HH:mm:ss} UTC")
        : string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC");

    /// <summary>For a <c>time</c> element.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>12 s</c>, <c>3 min</c>, <c>2 h 5 min</c> or <c>4 d 3 h</c>.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, Math.Ceiling(length.TotalSeconds)):0} s"),
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0} min"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours} h {length.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalDays} d {length.Hours} h"),
    };

    /// <summary>Such as <c>1 week</c> and <c>3 weeks</c>.</summary>
    public static string Several(long count, string one, string? many = null) => $"{Amount.Count(count)} {(count == 1 ? one : many ?? $"{one}s")}";
}
