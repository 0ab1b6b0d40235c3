namespace Orleans.Tx.Silo.Source.Records;

/// <summary>Times as numbers since 1970-01-01 UTC.</summary>
internal static class UnixTime
{
    public static bool TryRead(string text, long ticksPerUnit, out DateTimeOffset time)
    {
        time = default;
        if (!ExactDecimal.TryParse(text, 0, out var number) || Math.Abs(number) > long.MaxValue / ticksPerUnit)
            return false;

        var ticks = decimal.Floor(number * ticksPerUnit) + DateTimeOffset.UnixEpoch.Ticks;
        if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
            return false;
        time = new DateTimeOffset((long)ticks, TimeSpan.Zero);
        return true;
    }
}
