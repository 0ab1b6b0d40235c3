using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Progress;

/// <summary>One thing that is otherwise than it was told before.</summary>
/// <param name="Trouble">Why nothing can be told at the moment.</param>
internal sealed record ProgressEvent(
    WeekStatus? Week = null, LimiterSnapshot? Limiter = null, ProjectionStatus? Projection = null, string? Trouble = null)
{
    /// <summary>Nothing has changed for a while: who listens learns that it is still listened to.</summary>
    public static ProgressEvent Quiet { get; } = new();
}
