using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Which records that were set aside.</summary>
/// <param name="From">The first week, such as <c>2026-W40</c>; null for all before <paramref name="To"/>.</param>
/// <param name="To">The last week, included; null for all after <paramref name="From"/>.</param>
/// <param name="Reason">Only those set aside for this reason; null for any.</param>
/// <param name="After">Only those after this id: the list's <see cref="SetAsideList.Next"/>.</param>
/// <param name="Limit">How many at most, 1 to 1000.</param>
[GenerateSerializer, Immutable, Alias("tx.SetAsideQuery")]
public sealed record SetAsideQuery(
    [property: Id(0)] string? From = null,
    [property: Id(1)] string? To = null,
    [property: Id(2)] string? Reason = null,
    [property: Id(3)] string? After = null,
    [property: Id(4)] int Limit = 100);

/// <summary>Some of the records that were set aside.</summary>
/// <param name="Reasons">How many there are in all of the query, by reason, the most first; null where it asks for what comes after an id.</param>
/// <param name="Next">What to ask for after these; null where there are no more.</param>
[GenerateSerializer, Immutable, Alias("tx.SetAsideList")]
public sealed record SetAsideList(
    [property: Id(0)] string Source,
    [property: Id(1)] ImmutableArray<SetAsideCount>? Reasons,
    [property: Id(2)] ImmutableArray<SetAsideEntry> Records,
    [property: Id(3)] string? Next);

/// <summary>How many records were set aside for one reason.</summary>
[GenerateSerializer, Immutable, Alias("tx.SetAsideCount")]
public sealed record SetAsideCount([property: Id(0)] string Reason, [property: Id(1)] long Count);

/// <summary>A record that was set aside, in short.</summary>
/// <param name="Id">Week, run, page and place, such as <c>2026-W40/1/17/3</c>.</param>
/// <param name="Raw">The beginning of its text.</param>
/// <param name="Bytes">The length of the text that is kept.</param>
[GenerateSerializer, Immutable, Alias("tx.SetAsideEntry")]
public sealed record SetAsideEntry(
    [property: Id(0)] string Id,
    [property: Id(1)] string Reason,
    [property: Id(2)] DateTimeOffset SeenAt,
    [property: Id(3)] string Raw,
    [property: Id(4)] int Bytes);

/// <summary>A record that was set aside, whole.</summary>
/// <param name="Raw">Its text as it came; cut off at 64 KB, and with a replacement character for what is no Unicode.</param>
/// <param name="Advice">What to do about it, in a sentence.</param>
[GenerateSerializer, Immutable, Alias("tx.SetAsideDetail")]
public sealed record SetAsideDetail(
    [property: Id(0)] string Source,
    [property: Id(1)] string Id,
    [property: Id(2)] string Reason,
    [property: Id(3)] DateTimeOffset SeenAt,
    [property: Id(4)] string Raw,
    [property: Id(5)] string Advice);
