using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Which records are to be read again: those of the ids, or those of the range and reason, or all.</summary>
/// <param name="Ids">At most 200.</param>
/// <param name="From">The first week; null for all before <paramref name="To"/>.</param>
/// <param name="To">The last week, included; null for all after <paramref name="From"/>.</param>
/// <param name="All">Every record, where neither ids, weeks nor a reason are given.</param>
/// <param name="After">Goes on after this id: the <see cref="SetAsideRetried.Next"/> of the call before.</param>
[GenerateSerializer, Immutable, Alias("tx.SetAsideRetry")]
public sealed record SetAsideRetry(
    [property: Id(0)] ImmutableArray<string>? Ids = null,
    [property: Id(1)] string? From = null,
    [property: Id(2)] string? To = null,
    [property: Id(3)] string? Reason = null,
    [property: Id(4)] bool All = false,
    [property: Id(5)] string? After = null);

/// <summary>What became of records that were read again.</summary>
/// <param name="Stored">Rows that were not there before.</param>
/// <param name="Restated">Rows that were there and different.</param>
/// <param name="AlreadyThere">Those whose row was there and the same, or came later than they did.</param>
/// <param name="Left">Those that stay set aside.</param>
/// <param name="Next">What to go on after; null where every record that was asked for was tried.</param>
[GenerateSerializer, Immutable, Alias("tx.SetAsideRetried")]
public sealed record SetAsideRetried(
    [property: Id(0)] long Stored,
    [property: Id(1)] long Restated,
    [property: Id(2)] long AlreadyThere,
    [property: Id(3)] ImmutableArray<SetAsideLeft> Left,
    [property: Id(4)] string? Next);

/// <summary>Records that stay set aside for the same reason.</summary>
/// <param name="Reason">
/// A reason for which records are set aside, or <c>outside-week</c>, <c>filtered</c>, <c>kept-in-part</c>, <c>under-way</c>,
/// <c>earlier-run</c> or <c>gone</c>.
/// </param>
/// <param name="Example">The id of one of them.</param>
/// <param name="Advice">What to do about them, in a sentence.</param>
[GenerateSerializer, Immutable, Alias("tx.SetAsideLeft")]
public sealed record SetAsideLeft(
    [property: Id(0)] string Reason,
    [property: Id(1)] long Count,
    [property: Id(2)] string Example,
    [property: Id(3)] string Advice);
