namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Whether this service keeps calendars: one that runs for a single command pulls what it was asked for and nothing else.</summary>
public sealed record CalendarSettings(bool IsKept);
