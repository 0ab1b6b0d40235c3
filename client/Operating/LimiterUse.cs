using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Client.Operating;

/// <summary>How a limiter's window was used over the last hours, in a line.</summary>
internal static class LimiterUse
{
    private const int Most = 60;

    /// <param name="width">How much room there is in a line; what does not fit there goes on in the next.</param>
    /// <returns>Null where there is nothing to show yet.</returns>
    public static string? Of(LimiterSnapshot limiter, Glyphs glyphs, int width)
    {
        var history = limiter.History;
        if (history.Length < 2)
            return null;

        var columns = Math.Clamp(width, 10, Most);
        var levels = history.Chunk((history.Length + columns - 1) / columns).Select(part => Level(part.Average(moment => moment.Held) / limiter.Requests, glyphs.Levels));
        var refused = history.Sum(moment => moment.Rejections);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Concat(levels)} since {history[0].At:yyyy-MM-dd HH:mm} UTC, {refused} refused, at least {history.Min(moment => moment.Learned)} allowed");
    }

    private static char Level(double share, string levels) => levels[Math.Clamp((int)(share * levels.Length), 0, levels.Length - 1)];
}
