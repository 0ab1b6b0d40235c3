namespace Orleans.Tx.Domain.Calendar;

/// <summary>A time as it was written.</summary>
public readonly record struct WrittenTime
{
    // Ticks and, in the lowest bit, whether they are UTC: one word, because there is one for each row of a log.
    private readonly long _word;

    /// <param name="ticks">Ticks since year one: of UTC where the offset was written, else of the clocks of a zone to be named.</param>
    /// <param name="isUtc">The offset was written, and is taken off.</param>
    public WrittenTime(long ticks, bool isUtc) => _word = (ticks << 1) | (isUtc ? 1L : 0);

    public long Ticks => _word >> 1;

    public bool IsUtc => (_word & 1) != 0;

    /// <summary>The time less its offset; false where that leaves the years 1 to 9999.</summary>
    public static bool TryAt(long localTicks, TimeSpan offset, out WrittenTime time)
    {
        var ticks = localTicks - offset.Ticks;
        time = new WrittenTime(ticks, isUtc: true);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }
}
