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

    /// <summary>
    /// Starts to drop the aggregates and to replay the log, in the months of the configured zone, and returns at once; where that is
    /// under way, finds it. Readers see what was there before until all of it is done; a stop on the way leaves that.
    /// </summary>
    [Alias("Rebuild")]
    Task<RebuildStatus> Rebuild();

    /// <summary>How a rebuild is going, or how it ended. It is remembered until the next one starts or the service stops.</summary>
    /// <exception cref="TxException">There is none of this id.</exception>
    [AlwaysInterleave]
    [Alias("RebuildStatus")]
    Task<RebuildStatus> RebuildStatus(string id);

    /// <summary>Gives a rebuild up: the aggregates stay as they were. One that has ended stays as it is.</summary>
    /// <exception cref="TxException">There is none of this id.</exception>
    [AlwaysInterleave]
    [Alias("CancelRebuild")]
    Task<RebuildStatus> CancelRebuild(string id);
}

/// <summary>How far a projection is behind the log.</summary>
/// <param name="Epoch">Rises when the aggregates are made anew.</param>
/// <param name="Position">The last batch in the aggregates.</param>
/// <param name="LastBatch">The last batch in the log.</param>
/// <param name="Message">Why it does not move, where it does not.</param>
/// <param name="EntriesBehind">Entries of the batches that are stored and not in the aggregates yet: rows put in place and rows taken back.</param>
/// <param name="SecondsBehind">How long ago the first of those batches was committed, in seconds; null where it keeps up.</param>
/// <param name="InBulk">How far it is with what it carries in bulk; null where it carries batch after batch.</param>
/// <param name="Notice">What there is to do about the aggregates though they are right: that a rebuild is due, and why.</param>
[GenerateSerializer, Immutable, Alias("tx.ProjectionStatus")]
public sealed record ProjectionStatus(
    [property: Id(0)] string Source,
    [property: Id(1)] int Epoch,
    [property: Id(2)] long Position,
    [property: Id(3)] long LastBatch,
    [property: Id(4)] string? Message,
    [property: Id(5)] long EntriesBehind = 0,
    [property: Id(6)] double? SecondsBehind = null,
    [property: Id(7)] BulkProgress? InBulk = null,
    [property: Id(8)] string? Notice = null);

/// <summary>How far a projection is with a part of the log that it carries by one transaction.</summary>
/// <param name="Carried">Entries that are counted; they show in answers once all are.</param>
/// <param name="Entries">Entries in all.</param>
[GenerateSerializer, Immutable, Alias("tx.BulkProgress")]
public sealed record BulkProgress([property: Id(0)] long Carried, [property: Id(1)] long Entries);
