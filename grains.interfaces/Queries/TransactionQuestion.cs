using System.Collections.Immutable;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>Rows as they are stored.</summary>
/// <param name="Limit">How many at most; null for all.</param>
/// <param name="After">Only those behind this cursor: the <c>Next</c> of an answer to the same filter.</param>
[GenerateSerializer, Immutable, Alias("tx.TransactionQuestion")]
public sealed record TransactionQuestion(
    [property: Id(0)] OrderFilter Filter,
    [property: Id(1)] long? Limit = null,
    [property: Id(2)] string? After = null);

/// <summary>Some of the rows.</summary>
/// <param name="Coverage">In the first chunk: how final the rows of the range are.</param>
/// <param name="Next">In the last chunk, where there are more rows than the limit: where to go on.</param>
[GenerateSerializer, Immutable, Alias("tx.TransactionChunk")]
public sealed record TransactionChunk(
    [property: Id(0)] Coverage? Coverage,
    [property: Id(1)] ImmutableArray<TransactionRecord> Rows,
    [property: Id(2)] string? Next);

/// <summary>A row as it is stored.</summary>
/// <param name="Currency">The currency's code; null where none is named.</param>
/// <param name="Extra">What the record holds beyond the mapped fields, as JSON; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("tx.TransactionRecord")]
public readonly record struct TransactionRecord(
    [property: Id(0)] string Id,
    [property: Id(1)] string Customer,
    [property: Id(2)] DateTimeOffset OccurredAt,
    [property: Id(3)] decimal Amount,
    [property: Id(4)] string? Currency,
    [property: Id(5)] string? Extra);
