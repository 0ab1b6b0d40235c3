namespace Orleans.Tx.Silo.Source.Records;

/// <summary>What offset a zone-less time has in its source's zone.</summary>
internal static class ZoneOffset
{
    /// <summary>
    /// A time that clocks show twice is taken as the earlier one; one that they skip has the offset from before the gap, so that it lies
    /// as long after the gap's start as it says.
    /// </summary>
    public static TimeSpan Of(DateTime local, TimeZoneInfo zone)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
            return TimeSpan.Zero;
        if (zone.IsAmbiguousTime(local))
            return zone.GetAmbiguousTimeOffsets(local).Max();
        return zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddDays(-1) : local);
    }
}
