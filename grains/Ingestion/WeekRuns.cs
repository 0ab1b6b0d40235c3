namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The wire records of a week's runs.</summary>
internal static class WeekRuns
{
    /// <summary>The runs that ended, and the one under way, where there is one.</summary>
    public static IEnumerable<WeekRun> Of(IReadOnlyList<EndedRun> ended, WeekStatus now) =>
        now.Run == 0 || (ended.Count > 0 && ended[^1].Run >= now.Run) ? ended.Select(Of) : ended.Select(Of).Append(Of(now));

    private static WeekRun Of(EndedRun run) => new(
        run.Run, run.State, run.Message, run.Pages, run.Total, run.Counts.Rows, run.Counts.Restated, run.Removed, run.Counts.Duplicates,
        run.Counts.Repeated, run.Counts.SetAside, run.Counts.Outside, run.Counts.Filtered, run.Requests, run.Rejections, run.BeganAt, run.EndedAt);

    private static WeekRun Of(WeekStatus now) => new(
        now.Run, now.Status, now.Message, now.Page, now.Total, now.Rows, now.Restated, now.Removed, now.Duplicates, now.Repeated,
        now.SetAside, now.Outside, now.Filtered, now.Requests, now.Rejections, now.StartedAt, null);
}
