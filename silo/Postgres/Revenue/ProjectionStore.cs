using System.Collections.Concurrent;
using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>The log as the projection reads it, and the aggregates.</summary>
internal sealed class ProjectionStore(Database database) : IProjectionStore
{
    private readonly ConcurrentDictionary<string, LedgerLoader> _ledgers = new(StringComparer.Ordinal);

    public Task<StoredPosition> Position(string source, CancellationToken cancellationToken) =>
        database.Run(session => Position(session, source), cancellationToken);

    public Task<LogRange?> Read(string source, long after, int most, CancellationToken cancellationToken) =>
        database.Snapshot(session => LogReader.Read(session, source, after, most), cancellationToken);

    public Task<MatrixChangeRecord> Commit(ProjectionCommit commit, CancellationToken cancellationToken) =>
        database.Transact(session => CommitWriter.Write(session, commit), cancellationToken);

    public Task<CustomerLedger> Ledger(string source, string customer, CancellationToken cancellationToken) =>
        _ledgers.GetOrAdd(source, name => new LedgerLoader(database, name)).Load(customer, cancellationToken);

    public Task<BulkCarried?> CarryFar(
        BulkCarry carry, CarryRule rule, IProgress<BulkProgress> progress, CancellationToken cancellationToken) =>
        new BulkCarrier(this, database, carry, rule, progress, cancellationToken).Carry();

    public async Task<IReadOnlyList<string>> Traces(string source, long after, long upTo, CancellationToken cancellationToken) =>
        await database.Run(session => session.All(Sql.Traces, row => row.GetString(0), source, after, upTo), cancellationToken);

    public Task<ProjectionLag> Lag(string source, CancellationToken cancellationToken) =>
        database.Run(session => session.One(Sql.Lag, ReadLag, source), cancellationToken);

    public async Task<IReadOnlyDictionary<Month, DateTimeOffset>> MonthBounds(string source, CancellationToken cancellationToken)
    {
        var rows = await database.Run(
            session => session.All(MatrixRows.LoadMonths, MatrixRows.ReadMonth, source),
            cancellationToken);
        return rows.ToDictionary();
    }

    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> FirstOrders(
        string source, long upTo, string[] customers, CancellationToken cancellationToken)
    {
        var rows = await database.Run(
            session => session.Patient.All(Sql.FirstOrders, row => (row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)), source, upTo, customers),
            cancellationToken);
        return rows.ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The ledgers of many customers; those without one are left out.</summary>
    public async Task<IReadOnlyDictionary<string, CustomerLedger>> Ledgers(
        string source, string[] customers, CancellationToken cancellationToken)
    {
        var rows = await database.Run(session => session.All(LedgerRow.Load, LedgerRow.Read, source, customers), cancellationToken);
        return rows.ToDictionary(row => row.Customer, row => row.Ledger, StringComparer.Ordinal);
    }

    public Task<StoredMatrix> Matrix(string source, CancellationToken cancellationToken) =>
        database.Snapshot(
            async session => new StoredMatrix(
                await Position(session, source),
                MatrixRows.Matrix(
                    await session.All(Sql.Cells, MatrixRows.ReadCell, source),
                    await session.All(Sql.Cohorts, MatrixRows.ReadCohort, source))),
            cancellationToken);

    private static Task<StoredPosition> Position(StoreSession session, string source) => session.One(Sql.Position, PositionRow.Read, source);

    private static ProjectionLag ReadLag(NpgsqlDataReader row) =>
        new(PositionRow.Read(row), row.GetInt64(4), row.IsDBNull(5) ? null : TimeSpan.FromSeconds(row.GetDouble(5)));

    private static class Sql
    {
        public const string Lag = $"""
            select {PositionRow.Columns}, coalesce(behind.entries, 0),
                case when behind.entries > 0 then greatest(extract(epoch from clock_timestamp() - behind.since), 0)::float8 end
            from {PositionRow.Table}
            cross join lateral (
                select sum(rows + taken_back)::bigint as entries, min(committed_at) as since
                from tx.batches where source = asked.source and number > coalesce(p.position, 0)
            ) as behind
            """;

        // A trace's id is a traceparent's second field.
        public const string Traces = """
            select (array_agg(trace order by number))[1]
            from tx.batches
            where source = $1 and number > $2 and number <= $3 and trace is not null
            group by split_part(trace, '-', 2)
            order by min(number)
            limit 32
            """;

        // An order stands at an instant where more were added there than taken back.
        public const string FirstOrders = """
            select asked.customer, standing.first_order
            from unnest($3::text[]) as asked(customer)
            cross join lateral (
                select min(occurred_at) as first_order
                from (
                    select occurred_at
                    from (
                        select t.occurred_at, 1 as orders
                        from tx.transactions t
                        join tx.batches b on b.uid = t.batch_uid and b.number <= $2
                        where t.customer = asked.customer and t.source = $1
                        union all
                        select e.occurred_at, case when e.taken_back then -1 else 1 end
                        from tx.log_entries e
                        join tx.batches b on b.uid = e.batch_uid and b.number <= $2
                        where e.customer = asked.customer and e.source = $1
                    ) as entry
                    group by occurred_at
                    having sum(orders) > 0
                ) as instant
            ) as standing
            where standing.first_order is not null
            """;

        public const string Position = $"select {PositionRow.Columns} from {PositionRow.Table}";

        public const string Cells = $"select {MatrixRows.CellColumns} from tx.cells where source = $1";

        public const string Cohorts = $"select {MatrixRows.CohortColumns} from tx.cohorts where source = $1";
    }
}
