using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Watching;

/// <summary>How a source is.</summary>
/// <param name="IsConfigured">Its weeks are pulled; else only the store knows of it.</param>
/// <param name="At">When it was looked at, by the store's clock.</param>
internal sealed record SourceReading(string Source, bool IsConfigured, IReadOnlyList<StoredWeek> Weeks, ProjectionLag Lag, DateTimeOffset At);
