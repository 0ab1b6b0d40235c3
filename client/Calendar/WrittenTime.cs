namespace Orleans.Tx.Client.Calendar;

/// <summary>A time as it was written.</summary>
/// <param name="Ticks">Ticks since year one: of UTC where the offset was written, else of the clocks of a zone to be named.</param>
/// <param name="IsUtc">The offset was written, and is taken off.</param>
internal readonly record struct WrittenTime(long Ticks, bool IsUtc)
{
    /// <summary>The time less its offset; false where that leaves the years 1 to 9999.</summary>
    public static bool TryAt(long localTicks, TimeSpan offset, out WrittenTime time)
    {
        var ticks = localTicks - offset.Ticks;
        time = new WrittenTime(ticks, IsUtc: true);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }
}
