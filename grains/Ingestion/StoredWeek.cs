using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>A week as it is stored.</summary>
/// <param name="Run">Which attempt at the whole week this is, from 1.</param>
/// <param name="Cursor">The first page that is not stored.</param>
/// <param name="Pages">Pages in all, where the API tells.</param>
/// <param name="Total">Records in all, where the API tells.</param>
/// <param name="Requests">Requests that this run has cost, refused ones included.</param>
/// <param name="Removed">Rows that this run took out, because the source no longer has them.</param>
/// <param name="Leaving">Rows that would leave, were it confirmed.</param>
/// <param name="TotalChanged">The source told different totals during this run.</param>
/// <param name="IsSecondReading">This run was begun by itself, because the one before did not match.</param>
/// <param name="Stored">Rows that the week has, whichever run brought them.</param>
/// <param name="UpdatedAt">When anything of it was last stored, a change of its state included, by the store's clock.</param>
/// <param name="RunBeganAt">When the run began, by the store's clock; null before the first.</param>
public sealed record StoredWeek(
    string Source, Week Week, int Run, WeekState State, PageCursor Cursor, long? Pages, long? Total, WeekCounts Counts,
    long Requests, long Rejections, string? Message, DateTimeOffset? RunBeganAt, DateTimeOffset? CompletedAt,
    long Removed = 0, long Leaving = 0, bool TotalChanged = false, bool IsSecondReading = false,
    long Stored = 0, DateTimeOffset? UpdatedAt = null);
