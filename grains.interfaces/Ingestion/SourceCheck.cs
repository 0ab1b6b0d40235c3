using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What was understood of one page of a source, asked for to see whether the configuration is right.</summary>
/// <param name="Week">The week whose first page was asked for.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Message">The API's words and what to do, where no page came.</param>
/// <param name="Items">Records of the page.</param>
/// <param name="Good">Those that were understood and lie within the week.</param>
/// <param name="Outside">Those whose time lies outside the week.</param>
/// <param name="Filtered">Those that do not count, by the key Where.</param>
/// <param name="SetAside">Those that can't be read.</param>
/// <param name="TotalPages">Pages in all, where the API tells.</param>
/// <param name="Total">Records in all, where the API tells.</param>
/// <param name="HasMore">Whether pages follow, where the API tells.</param>
/// <param name="Next">The token of the next page, where pages have tokens.</param>
/// <param name="Rows">The first good ones.</param>
/// <param name="Rejects">The first that can't be read.</param>
/// <param name="Advice">What may be wrong and which key to change, a sentence each.</param>
[GenerateSerializer, Immutable, Alias("tx.SourceCheck")]
public sealed record SourceCheck(
    [property: Id(0)] string Source,
    [property: Id(1)] string Week,
    [property: Id(2)] CheckOutcome Outcome,
    [property: Id(3)] string? Message,
    [property: Id(4)] int Items,
    [property: Id(5)] int Good,
    [property: Id(6)] int Outside,
    [property: Id(7)] int Filtered,
    [property: Id(8)] int SetAside,
    [property: Id(9)] long? TotalPages,
    [property: Id(10)] long? Total,
    [property: Id(11)] bool? HasMore,
    [property: Id(12)] string? Next,
    [property: Id(13)] ImmutableArray<CheckedRow> Rows,
    [property: Id(14)] ImmutableArray<CheckedReject> Rejects,
    [property: Id(15)] ImmutableArray<string> Advice);

/// <summary>A record as it would be stored.</summary>
[GenerateSerializer, Immutable, Alias("tx.CheckedRow")]
public sealed record CheckedRow(
    [property: Id(0)] string Id,
    [property: Id(1)] string Customer,
    [property: Id(2)] DateTimeOffset OccurredAt,
    [property: Id(3)] string Amount,
    [property: Id(4)] string? Currency,
    [property: Id(5)] string? Extra);

/// <summary>A record that would be set aside.</summary>
[GenerateSerializer, Immutable, Alias("tx.CheckedReject")]
public sealed record CheckedReject([property: Id(0)] int Place, [property: Id(1)] string Reason, [property: Id(2)] string Raw);

/// <summary>What came of a request for a page.</summary>
[GenerateSerializer, Alias("tx.CheckOutcome")]
public enum CheckOutcome
{
    /// <summary>A page.</summary>
    Page,

    /// <summary>The source refused for its rate limit.</summary>
    RateLimited,

    /// <summary>Nothing useful; it may succeed later.</summary>
    Broken,

    /// <summary>The source refuses the request itself.</summary>
    Refused,
}
