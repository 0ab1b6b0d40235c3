using Npgsql;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>A row of <c>tx.runs</c> as the grains know it.</summary>
internal static class EndedRunRow
{
    public const string Columns = """
        run, state, message, pages, total, rows, restated, duplicates, set_aside, outside, filtered, repeated, nameless, removed,
            requests, rejections, began_at, ended_at
        """;

    /// <summary>What <c>tx.weeks</c> holds of the same, from the pages on.</summary>
    public const string Counts = """
        split_part(cursor, ':', 2)::bigint, total, rows, restated, duplicates, set_aside, outside, filtered, repeated, nameless, removed,
            requests, rejections
        """;

    public static EndedRun Read(NpgsqlDataReader row) => new(
        Run: row.GetInt32(0),
        State: Enum.Parse<WeekState>(row.GetString(1), ignoreCase: true),
        Message: row.IsDBNull(2) ? null : row.GetString(2),
        Pages: row.GetInt64(3),
        Total: row.GetFieldValue<long?>(4),
        Counts: new WeekCounts(
            row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12)),
        Removed: row.GetInt64(13),
        Requests: row.GetInt64(14),
        Rejections: row.GetInt64(15),
        BeganAt: row.GetFieldValue<DateTimeOffset>(16),
        EndedAt: row.GetFieldValue<DateTimeOffset>(17));
}
