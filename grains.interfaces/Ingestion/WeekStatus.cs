namespace Orleans.Tx.Grains.Ingestion;

/// <summary>How far the pull of one week is.</summary>
/// <param name="Week">The ISO week, such as <c>2026-W47</c>.</param>
/// <param name="Page">Pages stored: the cursor.</param>
/// <param name="Pages">Pages in all, where the API tells.</param>
/// <param name="Rows">Rows that this run stored and that were not there before.</param>
/// <param name="Restated">Rows stored before that the API now tells differently.</param>
/// <param name="SetAside">Records that could not be read.</param>
/// <param name="Duplicates">Records that were stored before and are the same.</param>
/// <param name="Outside">Records whose time lies outside the week; left to their own.</param>
/// <param name="Total">Records in all, where the API tells.</param>
/// <param name="Requests">Requests sent, refused ones included.</param>
/// <param name="Rejections">Requests that the rate limit refused.</param>
/// <param name="Message">What it waits for or why it failed, in a sentence.</param>
/// <param name="WaitingUntil">When it goes on, where that is known.</param>
/// <param name="Filtered">Records that do not count, by the source's key Where.</param>
/// <param name="Run">Which attempt at the whole week this is, from 1; 0 before the first.</param>
/// <param name="Repeated">Records whose id this run had met before, whatever else they are.</param>
/// <param name="Removed">Rows that left the store, because the source no longer has them.</param>
/// <param name="Leaving">Rows that would leave, and wait for a person to confirm that.</param>
/// <param name="RowsPerSecond">Records stored a second since this pull was begun or gone on with; null where it does not run.</param>
/// <param name="Stored">Rows that the week has in the store, whichever run brought them.</param>
/// <param name="Arrival">When all pages are likely stored, by the speed so far; null where that can't be told.</param>
[GenerateSerializer, Immutable, Alias("tx.WeekStatus")]
public sealed record WeekStatus(
    [property: Id(0)] string Source,
    [property: Id(1)] string Week,
    [property: Id(2)] WeekState Status,
    [property: Id(3)] long Page,
    [property: Id(4)] long? Pages,
    [property: Id(5)] long Rows,
    [property: Id(6)] long Restated,
    [property: Id(7)] long SetAside,
    [property: Id(8)] long Duplicates,
    [property: Id(9)] long Outside,
    [property: Id(10)] long? Total,
    [property: Id(11)] long Requests,
    [property: Id(12)] long Rejections,
    [property: Id(13)] string? Message,
    [property: Id(14)] DateTimeOffset? WaitingUntil,
    [property: Id(15)] DateTimeOffset? StartedAt,
    [property: Id(16)] DateTimeOffset? CompletedAt,
    [property: Id(17)] long Filtered = 0,
    [property: Id(18)] int Run = 0,
    [property: Id(19)] long Repeated = 0,
    [property: Id(20)] long Removed = 0,
    [property: Id(21)] long Leaving = 0,
    [property: Id(22)] double? RowsPerSecond = null,
    [property: Id(23)] DateTimeOffset? Arrival = null,
    [property: Id(24)] long Stored = 0);

/// <summary>What a week is doing.</summary>
[GenerateSerializer, Alias("tx.WeekState")]
public enum WeekState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Pages are being fetched and stored.</summary>
    Pulling,

    /// <summary>Waits for a permit, the API or the database, and goes on by itself.</summary>
    Waiting,

    /// <summary>Stopped by an answer that will not change by itself; goes on when pulled again.</summary>
    Failed,

    /// <summary>Every page is stored, but the week was not over yet, or the counts do not match: not final.</summary>
    Pulled,

    /// <summary>Every page is stored, after the week's end, and the counts match.</summary>
    Complete,

    /// <summary>A person stopped it; goes on when resumed.</summary>
    Paused,
}
