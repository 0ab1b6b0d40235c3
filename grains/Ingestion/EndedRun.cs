using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>A run of a week as it ended: given up, failed or whole.</summary>
/// <param name="Pages">How many it stored.</param>
public sealed record EndedRun(
    int Run, WeekState State, string? Message, long Pages, long? Total, WeekCounts Counts, long Removed, long Requests, long Rejections,
    DateTimeOffset BeganAt, DateTimeOffset EndedAt);
