using System.Globalization;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Client.Operating;

/// <summary>How a limiter's window was used over the last hours, in a line.</summary>
internal static class LimiterUse
{
    private const string Levels = "▁▂▃▄▅▆▇█";
    private const int Width = 60;

    /// <summary>Null where there is nothing to show yet.</summary>
    public static string? Of(LimiterSnapshot limiter)
    {
        var history = limiter.History;
        if (history.Length < 2)
            return null;

        var levels = history.Chunk((history.Length + Width - 1) / Width).Select(part => Level(part.Average(moment => moment.Held) / limiter.Requests));
        var refused = history.Sum(moment => moment.Rejections);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Concat(levels)} since {history[0].At:yyyy-MM-dd HH:mm} UTC, {refused} refused, at least {history.Min(moment => moment.Learned)} allowed");
    }

    private static char Level(double share) => Levels[Math.Clamp((int)(share * Levels.Length), 0, Levels.Length - 1)];
}
