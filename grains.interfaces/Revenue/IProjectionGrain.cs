using Orleans.Concurrency;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Carries the batches of one source from the log into ledgers and matrix, in order. The key is the source's name.</summary>
[Alias("tx.IProjectionGrain")]
public interface IProjectionGrain : IGrainWithStringKey
{
    /// <summary>There may be batches that are not carried yet. Returns at once.</summary>
    [Alias("Advance")]
    Task Advance();

    /// <summary>How far the projection is.</summary>
    [AlwaysInterleave]
    [Alias("Status")]
    Task<ProjectionStatus> Status();
}

/// <summary>How far a projection is behind the log.</summary>
/// <param name="Epoch">Rises when the aggregates are made anew.</param>
/// <param name="Position">The last batch in the aggregates.</param>
/// <param name="LastBatch">The last batch in the log.</param>
/// <param name="Message">Why it does not move, where it does not.</param>
[GenerateSerializer, Immutable, Alias("tx.ProjectionStatus")]
public sealed record ProjectionStatus(
    [property: Id(0)] string Source,
    [property: Id(1)] int Epoch,
    [property: Id(2)] long Position,
    [property: Id(3)] long LastBatch,
    [property: Id(4)] string? Message);
