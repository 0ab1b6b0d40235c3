using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>A row of <c>tx.weeks</c> as the grains know it.</summary>
internal static class StoredWeekRow
{
    public const string Columns = """
        source, week, run, state, cursor, pages, total, rows, restated, duplicates, set_aside, outside, requests, rejections,
            message, run_began_at, completed_at, filtered, repeated, nameless, removed, leaving, total_changed, second_reading,
            stored, updated_at
        """;

    public static StoredWeek Read(NpgsqlDataReader row) => new(
        Source: row.GetString(0),
        Week: Week.Of(row.GetFieldValue<DateOnly>(1)),
        Run: row.GetInt32(2),
        State: Enum.Parse<WeekState>(row.GetString(3), ignoreCase: true),
        Cursor: PageCursor.Parse(row.GetString(4)),
        Pages: row.GetFieldValue<long?>(5),
        Total: row.GetFieldValue<long?>(6),
        Counts: new WeekCounts(row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11),
            row.GetInt64(17), row.GetInt64(18), row.GetInt64(19)),
        Requests: row.GetInt64(12),
        Rejections: row.GetInt64(13),
        Message: row.IsDBNull(14) ? null : row.GetString(14),
        RunBeganAt: row.GetFieldValue<DateTimeOffset?>(15),
        CompletedAt: row.GetFieldValue<DateTimeOffset?>(16),
        Removed: row.GetInt64(20),
        Leaving: row.GetInt64(21),
        TotalChanged: row.GetBoolean(22),
        IsSecondReading: row.GetBoolean(23),
        Stored: row.GetInt64(24),
        UpdatedAt: row.GetFieldValue<DateTimeOffset>(25));

    public static string Text(WeekState state) => state switch
    {
        WeekState.Queued => "queued",
        WeekState.Pulling => "pulling",
        WeekState.Waiting => "waiting",
        WeekState.Failed => "failed",
        WeekState.Pulled => "pulled",
        WeekState.Complete => "complete",
        WeekState.Paused => "paused",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no state of a week"),
    };
}
