namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The wire record of a stored week.</summary>
internal static class WeekStatuses
{
    public static WeekStatus ToStatus(this StoredWeek week) => new(
        week.Source, week.Week.ToString(), week.State, week.Cursor.Page, week.Pages,
        week.Counts.Rows, week.Counts.Restated, week.Counts.SetAside, week.Counts.Duplicates, week.Counts.Outside, week.Total,
        week.Requests, week.Rejections, week.Message, WaitingUntil: null, week.RunBeganAt, week.CompletedAt, week.Counts.Filtered,
        week.Run, week.Counts.Repeated, week.Removed, week.Leaving, Stored: week.Stored);

    /// <summary>A source's feeder keeps such weeks going.</summary>
    public static bool IsUnderWay(this WeekState state) => state is WeekState.Pulling or WeekState.Waiting;
}
