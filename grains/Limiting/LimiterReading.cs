using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Grains.Limiting;

/// <summary>A window as it was at one moment, from which it can be told at any later one without asking the grain.</summary>
/// <param name="At">That moment, by the same clock.</param>
internal sealed record LimiterReading(WindowLimit Limit, int Learned, WindowState Window, DateTimeOffset At, StoreTime Clock)
{
    /// <summary>Slots that are not free now.</summary>
    public int Held
    {
        get
        {
            var now = Clock.Now;
            // Whoever holds permits and is never heard of again holds them for so long.
            var unsettled = now - At < Limit.LongestHold ? Window.Unsettled : 0;
            return Window.Releases.Count(release => release > now) + unsettled;
        }
    }

    /// <summary>For how long from now nothing is granted because the source asked for it, in seconds.</summary>
    public double ClosedSeconds => Window.ClosedUntil is { } until && until - Clock.Now is var left && left > TimeSpan.Zero ? left.TotalSeconds : 0;
}
