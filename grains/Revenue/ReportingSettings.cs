namespace Orleans.Tx.Grains.Revenue;

/// <summary>How revenue is reported.</summary>
/// <param name="Zone">The zone whose months are reported. Aggregates that were begun in another stay in it until they are rebuilt.</param>
public sealed record ReportingSettings(TimeZoneInfo Zone)
{
    /// <summary>What there is to say of aggregates whose months were cut in a zone; null where it is the configured one.</summary>
    /// <param name="stored">The zone; null where nothing was cut yet.</param>
    public string? NoticeOn(string? stored) => stored is null || stored == Zone.Id
        ? null
        : $"the months are those of {stored}, Reporting:Zone is {Zone.Id}: tx rebuild cuts them anew";
}
