namespace Orleans.Tx.Grains.Revenue;

/// <summary>How revenue is reported.</summary>
/// <param name="Zone">The zone whose months are reported.</param>
public sealed record ReportingSettings(TimeZoneInfo Zone);
