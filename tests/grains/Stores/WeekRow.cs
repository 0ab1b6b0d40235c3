using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>A stored week, with what only the store knows of it.</summary>
internal sealed record WeekRow(StoredWeek Week, string? Fingerprint, bool RunEnded)
{
    /// <summary>Runs that ended.</summary>
    public IReadOnlyList<EndedRun> Runs { get; init; } = [];

    /// <summary>What the last whole run did not meet, and whether the one before did not either.</summary>
    public IReadOnlyDictionary<string, bool> Unseen { get; init; } = new Dictionary<string, bool>();

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
                    Removed = 0, Leaving = 0, TotalChanged = false,
                },
                fingerprint,
                RunEnded: false) { Runs = Runs, Unseen = Unseen };

    public WeekRow EndedAs(RunEnd end, DateTimeOffset now)
    {
        var week = Week with
        {
            State = end.State, Message = end.Message, Leaving = end.Leaving, IsSecondReading = end.ReadAgain, CompletedAt = end.ReadAgain ? null : now,
        };
        var run = new EndedRun(
            week.Run, end.ReadAgain ? WeekState.Pulled : end.State, end.Message, week.Cursor.Page, week.Total, week.Counts, week.Removed,
            week.Requests, week.Rejections, week.RunBeganAt ?? now, now);
        return this with { Week = week, RunEnded = true, Runs = [.. Runs.Where(ended => ended.Run != week.Run), run] };
    }

    public WeekRow Ordered(WeekOrder order) => (order, Week.State) switch
    {
        (WeekOrder.Pause, WeekState.Queued or WeekState.Pulling or WeekState.Waiting) => this with { Week = Week with { State = WeekState.Paused } },
        (WeekOrder.Resume, WeekState.Paused) or (WeekOrder.Retry, WeekState.Failed) => Requeued,
        (WeekOrder.Repull, WeekState.Failed or WeekState.Pulled or WeekState.Complete or WeekState.Paused) => Requeued with { RunEnded = true },
        _ => this,
    };

    private WeekRow Requeued => this with { Week = Week with { State = WeekState.Queued, Message = null, IsSecondReading = false } };


    public WeekRow After(PageBatch batch, WeekCounts counts) => this with
    {
        Week = Week with
        {
            Cursor = batch.To,
            Pages = batch.PagesInAll ?? Week.Pages,
            Total = batch.Total ?? Week.Total,
            TotalChanged = Week.TotalChanged || batch.TotalChanged || (batch.Total is { } now && Week.Total is { } before && now != before),
            Counts = Week.Counts + counts,
            Stored = Week.Stored + counts.Rows,
            Requests = Week.Requests + batch.Requests,
            Rejections = Week.Rejections + batch.Rejections,
        },
    };
}
