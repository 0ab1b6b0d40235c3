using Npgsql;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Verification;
using Orleans.Tx.Silo.Postgres.Revenue;

namespace Orleans.Tx.Silo.Postgres.Verification;

/// <summary>
/// Compares the aggregates with the log in SQL, where the log is: what comes over the wire is only what differs. All queries see one
/// instant, in which the aggregates are at their position; what the log holds behind it does not count.
/// </summary>
internal sealed class VerificationStore(Database database) : IVerificationStore
{
    public Task<Comparison> Compare(string source, int mostShown, IProgress<string> progress, CancellationToken cancellationToken) =>
        database.Snapshot(session => Compare(session.Patient, source, mostShown, progress), cancellationToken);

    private static async Task<Comparison> Compare(StoreSession session, string source, int mostShown, IProgress<string> progress)
    {
        await session.Execute(Sql.Room);
        var scope = await session.One(Sql.Scope, ReadScope, source);
        progress.Report($"checking {scope.LastBatch} batches of the log");
        var found = await LogChecks.Run(session, source, scope, mostShown);
        progress.Report($"recomputing {scope.Ledgers} ledgers and {scope.Cells} cells from {scope.Rows} rows");
        var kept = await session.All(MatrixRows.LoadMonths, MatrixRows.ReadMonth, source);
        await session.Execute(Sql.WholeTables);
        found.AddRange(await AggregateChecks.Run(session, source, scope, scope.MonthStarts(kept.ToDictionary()), mostShown));
        var total = found.GroupBy(row => row.Difference.Kind, StringComparer.Ordinal).Sum(kind => kind.Max(row => row.OfKind));
        return new Comparison(
            new StoredPosition(scope.Epoch, scope.Position, scope.LastBatch, scope.Zone), scope.Rows, scope.Ledgers, scope.Cells, total,
            [.. found.Select(row => row.Difference)]);
    }

    /// <summary>A row of any check: a difference, and how many of its kind there are.</summary>
    public static FoundDifference ReadDifference(NpgsqlDataReader row) => new(
        new Difference(
            row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3)),
        row.GetInt64(4));

    private static VerificationScope ReadScope(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4), row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5),
        row.GetInt64(6), row.GetInt64(7), row.GetInt64(8));

    private static class Sql
    {
        // More than a short query gets, and a bound all the same: what does not fit goes to the server's disk.
        public const string Room = "select set_config('work_mem', '64MB', true)";

        // All of one side meets all of the other. A planner that has no statistics yet takes each for a row or two, and would go through
        // the one for every row of the other.
        public const string WholeTables = "select set_config('enable_nestloop', 'off', true)";

        public const string Scope = """
            select coalesce(p.epoch, 1), coalesce(p.position, 0), coalesce(s.last_batch, 0), p.zone,
                (select min(week) from tx.batches where source = $1), (select max(week) from tx.batches where source = $1),
                (select count(*) from tx.transactions where source = $1),
                (select count(*) from tx.ledgers where source = $1),
                (select count(*) from tx.cells where source = $1)
            from (values ($1::text)) as asked(source)
            left join tx.projections p on p.source = asked.source
            left join tx.sources s on s.name = asked.source
            """;
    }
}
