namespace Orleans.Tx.Grains.Ingestion;

/// <summary>One run of a week: what it changed and what it cost.</summary>
/// <param name="Run">From 1.</param>
/// <param name="State">What the week was at its end; for the run under way, what it is now.</param>
/// <param name="Message">Why, in a sentence.</param>
/// <param name="Pages">Pages stored.</param>
/// <param name="Total">Records in all, where the API tells.</param>
/// <param name="Rows">Rows that were not there before.</param>
/// <param name="Restated">Rows that the API tells differently than before.</param>
/// <param name="Removed">Rows that left, because the API no longer has them.</param>
/// <param name="Duplicates">Records that were stored before and are the same.</param>
/// <param name="Repeated">Records whose id the run had met before, whatever else they are.</param>
/// <param name="SetAside">Records that could not be read.</param>
/// <param name="Outside">Records of other weeks.</param>
/// <param name="Filtered">Records that do not count, by the source's key Where.</param>
/// <param name="Requests">Requests sent, refused ones included.</param>
/// <param name="Rejections">Requests that the rate limit refused.</param>
/// <param name="EndedAt">Null for the run under way.</param>
[GenerateSerializer, Immutable, Alias("tx.WeekRun")]
public sealed record WeekRun(
    [property: Id(0)] int Run,
    [property: Id(1)] WeekState State,
    [property: Id(2)] string? Message,
    [property: Id(3)] long Pages,
    [property: Id(4)] long? Total,
    [property: Id(5)] long Rows,
    [property: Id(6)] long Restated,
    [property: Id(7)] long Removed,
    [property: Id(8)] long Duplicates,
    [property: Id(9)] long Repeated,
    [property: Id(10)] long SetAside,
    [property: Id(11)] long Outside,
    [property: Id(12)] long Filtered,
    [property: Id(13)] long Requests,
    [property: Id(14)] long Rejections,
    [property: Id(15)] DateTimeOffset? BeganAt,
    [property: Id(16)] DateTimeOffset? EndedAt);
