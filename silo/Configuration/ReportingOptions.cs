namespace Orleans.Tx.Silo.Configuration;

/// <summary>How revenue is reported.</summary>
public sealed class ReportingOptions
{
    /// <summary>The zone whose months are reported, and in which bare dates of the command are read.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}
