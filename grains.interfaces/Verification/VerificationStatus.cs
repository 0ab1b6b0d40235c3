using System.Collections.Immutable;
using Orleans.Tx.Grains.Jobs;

namespace Orleans.Tx.Grains.Verification;

/// <summary>How a verification is going, or what it found.</summary>
/// <param name="Id">Names it among those of its source.</param>
/// <param name="Step">What it is doing, or did last.</param>
/// <param name="Position">The batch up to which the log was recomputed: the last one in the aggregates.</param>
/// <param name="LastBatch">The last batch in the log; what lies behind the position is not in the aggregates yet, and not compared.</param>
/// <param name="Rows">Rows of the source.</param>
/// <param name="Ledgers">Ledgers that were compared.</param>
/// <param name="Cells">Cells of the matrix that were compared.</param>
/// <param name="Differences">How many differences there are in all.</param>
/// <param name="Shown">The first of each kind.</param>
/// <param name="Message">Why it failed, or what could not be compared.</param>
[GenerateSerializer, Immutable, Alias("tx.VerificationStatus")]
public sealed record VerificationStatus(
    [property: Id(0)] string Source,
    [property: Id(1)] string Id,
    [property: Id(2)] JobState State,
    [property: Id(3)] string Step,
    [property: Id(4)] long Position,
    [property: Id(5)] long LastBatch,
    [property: Id(6)] long Rows,
    [property: Id(7)] long Ledgers,
    [property: Id(8)] long Cells,
    [property: Id(9)] long Differences,
    [property: Id(10)] ImmutableArray<Difference> Shown,
    [property: Id(11)] string? Message) : IJobStatus;

/// <summary>A place where what is stored is not what the log comes to.</summary>
/// <param name="Kind">What differs: position, batch, row, id, week, cell, cohort, ledger, or answer (of a grain, from what is stored).</param>
/// <param name="Subject">Which one.</param>
/// <param name="Expected">What it should be; null: it should not be there.</param>
/// <param name="Stored">What it is; null: it is not there.</param>
[GenerateSerializer, Immutable, Alias("tx.Difference")]
public sealed record Difference(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Subject,
    [property: Id(2)] string? Expected,
    [property: Id(3)] string? Stored);
