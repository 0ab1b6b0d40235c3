namespace Orleans.Tx.Grains.Ingestion;

/// <summary>How fast a pull has been since it was begun or gone on with.</summary>
internal sealed class PullPace(StoredWeek begun, TimeProvider time)
{
    private readonly long _since = time.GetTimestamp();

    /// <summary>The status with its pace, where there is one yet.</summary>
    public WeekStatus Onto(WeekStatus status)
    {
        var seconds = time.GetElapsedTime(_since).TotalSeconds;
        var records = status.Rows + status.Restated + status.Duplicates - begun.Counts.Rows - begun.Counts.Restated - begun.Counts.Duplicates;
        var pages = status.Page - begun.Cursor.Page;
        if (seconds <= 0 || pages <= 0)
            return status;
        return status with
        {
            RowsPerSecond = Math.Round(records / seconds, 1),
            Arrival = status.Pages is { } all ? time.GetUtcNow().AddSeconds(Math.Max(0, all - status.Page) * seconds / pages) : null,
        };
    }
}
