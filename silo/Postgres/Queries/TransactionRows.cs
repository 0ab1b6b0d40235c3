using System.Collections.Immutable;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>
/// Reads rows in the order of time, then id. A week's rows lie before those of the next, so weeks are read one after the other, and many at
/// a time only where the last ones gave little. One customer's rows of all weeks come by one statement through the customers' indexes.
/// </summary>
internal static class TransactionRows
{
    private const int ChunkSize = 500;
    private const int FewRows = 1000;
    private const int MostWeeks = 64;
    private const string Columns = "t.id, t.customer, t.occurred_at, t.amount, t.currency, t.extra::text";

    public static async Task Write(
        StoreSession session, StoredRange range, TransactionCursor? after, long? limit, ChannelWriter<StoredTransactions> writer)
    {
        if (range.Weeks is [] || range.Scope.Customers is [])
            return;
        if (range.Scope.Customers is [var customer])
            await Write(session, OfCustomer(session, range, customer, after, limit), writer);
        else
            await WriteWeeks(session, range, after, limit ?? long.MaxValue, writer);
    }

    /// <summary>The statement for one customer, whose plan is made once for all customers and ranges, and its first parameters.</summary>
    /// <param name="range">With the weeks that the customer may have rows in, at least one.</param>
    public static (string Text, object?[] Values) StatementOfCustomer(StoredRange range, string customer, TransactionCursor? after, long? limit)
    {
        var (scope, behind) = (range.Scope, after ?? new TransactionCursor(DateTimeOffset.MinValue, ""));
        var from = scope.From is { } start && start > behind.OccurredAt ? start : behind.OccurredAt;
        object?[] values =
        [
            customer, scope.Source, Instant(from), Instant(scope.To ?? DateTimeOffset.MaxValue), Text(scope.Currency?.ToString()), Instant(behind.OccurredAt), behind.Id,
            new NpgsqlParameter { Value = (object?)limit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
        ];
        return WithWeeks(Sql.OfCustomer, "order by t.occurred_at, t.id limit $8", range.Weeks, values);
    }

    /// <summary>A customer's last rows, the latest first.</summary>
    public static async Task<ImmutableArray<TransactionRecord>> Last(StoreSession session, StoredRange range, string customer, int count)
    {
        if (range.Weeks is [])
            return [];
        var (text, values) = WithWeeks(Sql.Last, "order by t.occurred_at desc, t.id desc limit $3", range.Weeks, [customer, range.Scope.Source, count]);
        return [.. await session.Prepared.All(text, Read, values)];
    }

    /// <summary>The statement for some weeks that follow each other.</summary>
    public static (string Text, object?[] Values) OfWeeks(StoredRange range, DateOnly first, DateOnly last, TransactionCursor? after, long limit)
    {
        var statement = new Statement();
        var conditions = range.Conditions(statement, "t", first, last);
        if (after is { } row)
        {
            var (at, id) = (statement.Add(row.OccurredAt.UtcDateTime), statement.Add(row.Id));
            conditions += $" and t.occurred_at >= {at} and (t.occurred_at > {at} or t.id > {id})";
        }

        var most = limit < long.MaxValue ? $"limit {statement.Add(limit)}" : "";
        return ($"select {Columns} from tx.transactions t where {conditions} order by t.occurred_at, t.id {most}", statement.Values);
    }

    private static async Task WriteWeeks(
        StoreSession session, StoredRange range, TransactionCursor? after, long limit, ChannelWriter<StoredTransactions> writer)
    {
        // The week before may be the row's own, where its source's zone is ahead.
        var weeks = range.Weeks.Where(week => after is not { } row || week.AddDays(9) > DateOnly.FromDateTime(row.OccurredAt.UtcDateTime)).ToList();
        var (next, count) = (0, 1);
        while (next < weeks.Count && limit > 0)
        {
            var last = Math.Min(next + count, weeks.Count) - 1;
            var (text, values) = OfWeeks(range, weeks[next], weeks[last], after, limit);
            var written = await Write(session, session.Chunks(text, Read, ChunkSize, values), writer);
            limit -= written;
            (next, count) = (last + 1, written < FewRows ? Math.Min(count * 4, MostWeeks) : 1);
        }
    }

    private static async Task<long> Write(
        StoreSession session, IAsyncEnumerable<ImmutableArray<TransactionRecord>> chunks, ChannelWriter<StoredTransactions> writer)
    {
        var written = 0L;
        await foreach (var rows in chunks)
        {
            await writer.WriteAsync(new StoredTransactions(null, rows), session.Cancelled);
            written += rows.Length;
        }

        return written;
    }

    private static IAsyncEnumerable<ImmutableArray<TransactionRecord>> OfCustomer(
        StoreSession session, StoredRange range, string customer, TransactionCursor? after, long? limit)
    {
        var (text, values) = StatementOfCustomer(range, customer, after, limit);
        return session.Prepared.Chunks(text, Read, ChunkSize, values);
    }

    private static (string Text, object?[] Values) WithWeeks(string rows, string order, IReadOnlyList<DateOnly> weeks, object?[] values) =>
        CustomerWeeks.Among("t.week", weeks, values.Length + 1) is var (condition, mondays)
            ? ($"{rows} and {condition} {order}", [.. values, .. mondays])
            : ($"{rows} {order}", values);

    private static NpgsqlParameter Instant(DateTimeOffset at) => new() { Value = at.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Text(string? text) => new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static TransactionRecord Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetDecimal(3),
        row.GetString(4) is { Length: > 0 } currency ? currency : null, row.IsDBNull(5) ? null : row.GetString(5));

    private static class Sql
    {
        // One plan for all customers: the partitions that a question does not mean are left out when it runs.
        public const string OfCustomer = $"""
            select {Columns}
            from tx.transactions t
            where t.customer = $1 and t.source = $2 and t.occurred_at >= $3 and t.occurred_at < $4
                and ($5::text is null or t.currency = $5) and (t.occurred_at > $6 or t.id > $7)
            """;

        public const string Last = $"""
            select {Columns}
            from tx.transactions t
            where t.customer = $1 and t.source = $2
            """;
    }
}
