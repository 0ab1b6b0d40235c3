using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>A stored week, with what only the store knows of it.</summary>
internal sealed record WeekRow(StoredWeek Week, string? Fingerprint, bool RunEnded)
{
    public static WeekRow Queued(string source, Week week) => new(
        new StoredWeek(source, week, 0, WeekState.Queued, PageCursor.Start, null, null, default, 0, 0, null, null, null), null, false);

    public WeekRow BegunUnder(string fingerprint, DateTimeOffset now) =>
        Fingerprint == fingerprint && Week.Run > 0 && !RunEnded
            ? this with { Week = Week with { State = WeekState.Pulling, Message = null } }
            : new WeekRow(
                Week with
                {
                    Run = Week.Run + 1, State = WeekState.Pulling, Cursor = PageCursor.Start, Pages = null, Total = null,
                    Counts = default, Requests = 0, Rejections = 0, Message = null, RunBeganAt = now, CompletedAt = null,
                },
                fingerprint,
                RunEnded: false);

    public WeekRow After(PageBatch batch, WeekCounts counts) => this with
    {
        Week = Week with
        {
            Cursor = batch.To,
            Pages = batch.PagesInAll ?? Week.Pages,
            Total = batch.Total ?? Week.Total,
            Counts = Week.Counts + counts,
            Requests = Week.Requests + batch.Requests,
            Rejections = Week.Rejections + batch.Rejections,
        },
    };
}
