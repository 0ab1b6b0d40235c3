using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>How final an answer from the store is.</summary>
/// <param name="Complete">Every week of the answer's range is complete and in the aggregates.</param>
/// <param name="NewComplete">So is every week since the source's first: who is new is final.</param>
/// <param name="Rejected">Records set aside.</param>
/// <param name="LagBatches">Batches stored and not in the aggregates yet.</param>
/// <param name="Position">The last batch in the answer.</param>
/// <param name="Weeks">The weeks of the range that are not complete.</param>
/// <param name="Notice">What there is to do about the aggregates though the figures are right; left out where there is nothing.</param>
[GenerateSerializer, Immutable, Alias("tx.Coverage")]
public sealed record Coverage(
    [property: Id(0)] bool Complete,
    [property: Id(1)] bool NewComplete,
    [property: Id(2)] long Rejected,
    [property: Id(3)] long LagBatches,
    [property: Id(4)] long Position,
    [property: Id(5)] ImmutableArray<WeekCoverage> Weeks,
    [property: Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Notice = null);

/// <summary>How far a week is that is not complete.</summary>
/// <param name="Status">A week's status in lower case, or <c>absent</c> where it was never pulled.</param>
/// <param name="Page">Pages stored; null where absent.</param>
/// <param name="Pages">Pages in all, where the API tells.</param>
[GenerateSerializer, Immutable, Alias("tx.WeekCoverage")]
public sealed record WeekCoverage(
    [property: Id(0)] string Week,
    [property: Id(1)] string Status,
    [property: Id(2)] long? Page,
    [property: Id(3)] long? Pages);
