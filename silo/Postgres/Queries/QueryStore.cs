using System.Threading.Channels;
using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Silo.Postgres.Revenue;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>docs/decisions/0015-how-questions-are-answered.md: what is answered from the matrix, what from ledgers, what from rows.</summary>
internal sealed class QueryStore(Database database) : IQueryStore
{
    private const int GroupsAtOnce = 1000;

    public Task<StoredRevenue> Revenue(OrderScope scope, NewDefinition definition, TimeZoneInfo zone, CancellationToken cancellationToken) =>
        database.Snapshot(
            async session =>
            {
                var range = await StoredRange.Read(session.Patient, scope);
                if (range.Weeks.Count == 0)
                    return new StoredRevenue(range.At, new RevenueMatrix(), definition == NewDefinition.FirstOrder ? new FirstOrders() : null);
                var months = TimeSlices.Of([CalendarUnit.Month], range.FirstDay, range.LastDay, zone);
                return scope.IsWhole
                    ? await Whole(session.Patient, range, months, definition)
                    : await RevenueFigures.Read(session.Patient, RevenueStatement.Of(range, months, definition), range.At, months, definition);
            },
            cancellationToken);

    public Task<StoredCustomer?> Customer(string source, string customer, int last, CancellationToken cancellationToken) =>
        database.Snapshot(session => CustomerPage.Read(session, source, customer, last), cancellationToken);

    public IAsyncEnumerable<StoredTransactions> Transactions(
        OrderScope scope, TransactionCursor? after, long? limit, CancellationToken cancellationToken) =>
        database.Stream<StoredTransactions>(
            async (session, writer) =>
            {
                var range = scope.Customers is [var customer]
                    ? await CustomerWeeks.Range(session.Patient, scope, customer)
                    : await StoredRange.Read(session.Patient, scope);
                await writer.WriteAsync(new StoredTransactions(range.At, []), session.Cancelled);
                await TransactionRows.Write(session.Patient, range, after, limit, writer);
            },
            cancellationToken);

    public IAsyncEnumerable<StoredGroups> Groups(
        OrderScope scope, IReadOnlyList<GroupDimension> by, NewDefinition definition, TimeZoneInfo zone, CancellationToken cancellationToken) =>
        database.Stream<StoredGroups>(
            async (session, writer) =>
            {
                var range = await StoredRange.Read(session.Patient, scope);
                await writer.WriteAsync(new StoredGroups(range.At, []), session.Cancelled);
                if (range.Weeks.Count > 0)
                    await WriteGroups(session.Patient, GroupStatement.Of(range, by, definition, zone), by, writer);
            },
            cancellationToken);

    private static async Task WriteGroups(
        StoreSession session, GroupStatement statement, IReadOnlyList<GroupDimension> by, ChannelWriter<StoredGroups> writer)
    {
        var keys = new GroupKeys(by, statement.Slices);
        await foreach (var rows in session.Chunks(statement.Text, Read, GroupsAtOnce, statement.Values))
            await writer.WriteAsync(new StoredGroups(null, rows), session.Cancelled);

        GroupRow Read(NpgsqlDataReader row) => new(keys.Of(row), row.GetDecimal(4), row.GetDecimal(5), row.GetInt64(6), row.GetInt64(7));
    }

    private static async Task<StoredRevenue> Whole(StoreSession session, StoredRange range, TimeSlices months, NewDefinition definition)
    {
        var matrix = MatrixRows.Matrix(
            await session.All(Sql.Cells, MatrixRows.ReadCell, range.Scope.Source),
            await session.All(Sql.Cohorts, MatrixRows.ReadCohort, range.Scope.Source));
        if (definition == NewDefinition.FirstMonth)
            return new StoredRevenue(range.At, matrix, null);

        var (text, values) = RevenueStatement.FirstOrders(range, months);
        var orders = new FirstOrders();
        foreach (var (slice, currency, revenue, count) in await session.All(text, ReadFirst, values))
            orders.Add(Month.Of(months.Days[slice - 1]), Currency.Parse(currency), Money.OfSum(revenue), count);
        return new StoredRevenue(range.At, matrix, orders);
    }

    private static (int Slice, string Currency, decimal Revenue, long Orders) ReadFirst(NpgsqlDataReader row) =>
        (row.GetInt32(0), row.GetString(1), row.GetDecimal(2), row.GetInt64(3));

    private static class Sql
    {
        public const string Cells = $"select {MatrixRows.CellColumns} from tx.cells where source = $1";

        public const string Cohorts = $"select {MatrixRows.CohortColumns} from tx.cohorts where source = $1";
    }
}
