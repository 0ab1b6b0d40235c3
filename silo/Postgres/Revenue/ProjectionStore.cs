using System.Collections.Concurrent;
using Npgsql;
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

    private static async Task<StoredPosition> Position(StoreSession session, string source) =>
        await session.First(Sql.Position, ReadPosition, source)
        ?? throw new InvalidOperationException("a query of one row gave none");

    private static StoredPosition ReadPosition(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3));

    private static class Sql
    {
        public const string Position = """
            select coalesce(p.epoch, 1), coalesce(p.position, 0), coalesce(s.last_batch, 0), p.zone
            from (values ($1::text)) as asked(source)
            left join tx.projections p on p.source = asked.source
            left join tx.sources s on s.name = asked.source
            """;

        public const string Cells = $"select {MatrixRows.CellColumns} from tx.cells where source = $1";

        public const string Cohorts = $"select {MatrixRows.CohortColumns} from tx.cohorts where source = $1";
    }
}
