using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>
/// A ledger as a row of <c>tx.ledgers</c>: its months stand in four arrays, place by place. Beside it, the weeks that the customer's rows are looked
/// for in: known as far as <c>weeks_at</c> is the ledger's version, since an older program carries ledgers on without them.
/// </summary>
internal static class LedgerRow
{
    // They are few, and come over and over.
    private static readonly ConcurrentDictionary<string, Currency> Currencies = new(StringComparer.Ordinal);

    public const string Columns = "customer, version, first_order, months, currencies, revenues, orders";

    public const string Written = $"source, epoch, {Columns}, weeks, weeks_at";

    public const string Copy = $"copy tx.ledgers ({Written}) from stdin (format binary)";

    /// <summary>Puts a ledger <c>written</c> in the place of <c>l</c>. Its weeks come to those of before, in no order; where these are unknown, they stay so.</summary>
    public const string Change = """
        version = written.version, first_order = written.first_order,
            months = written.months, currencies = written.currencies, revenues = written.revenues, orders = written.orders,
            weeks = case when l.weeks_at = l.version then array(select distinct unnest(l.weeks || written.weeks)) end,
            weeks_at = case when l.weeks_at = l.version then written.version end
        """;

    public const string Load = $"select {Columns} from tx.ledgers where source = $1 and customer = any($2)";

    public static (string Customer, CustomerLedger Ledger) Read(NpgsqlDataReader row)
    {
        var months = row.GetFieldValue<DateOnly[]>(3);
        var currencies = row.GetFieldValue<string[]>(4);
        var revenues = row.GetFieldValue<decimal[]>(5);
        var orders = row.GetFieldValue<long[]>(6);
        var ledger = CustomerLedger.Restore(
            row.GetInt64(1),
            row.GetFieldValue<DateTimeOffset?>(2),
            Months(months, currencies, revenues, orders));
        return (row.GetString(0), ledger);
    }

    private static LedgerMonth[] Months(DateOnly[] months, string[] currencies, decimal[] revenues, long[] orders)
    {
        var kept = new LedgerMonth[months.Length];
        for (var place = 0; place < kept.Length; place++)
            kept[place] = new LedgerMonth(Month.Of(months[place]), CurrencyOf(currencies[place]), Money.OfSum(revenues[place]), orders[place]);
        return kept;
    }

    private static Currency CurrencyOf(string code) => Currencies.TryGetValue(code, out var known) ? known : Currencies.GetOrAdd(code, Currency.Parse);

    /// <summary>Writes a ledger as a row of <see cref="Copy"/>; with the version it was built on behind it where that is wanted.</summary>
    public static async Task Write(NpgsqlBinaryImporter importer, string source, int epoch, LedgerWrite write, bool withBase, CancellationToken cancellationToken)
    {
        var ledger = write.Ledger;
        await importer.StartRowAsync(cancellationToken);
        await importer.WriteAsync(source, NpgsqlDbType.Text, cancellationToken);
        await importer.WriteAsync(epoch, NpgsqlDbType.Integer, cancellationToken);
        await importer.WriteAsync(write.Customer, NpgsqlDbType.Text, cancellationToken);
        await importer.WriteAsync(ledger.Version, NpgsqlDbType.Bigint, cancellationToken);
        if (ledger.FirstOrder is { } first)
            await importer.WriteAsync(first.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
        else
            await importer.WriteNullAsync(cancellationToken);
        await importer.WriteAsync(Array(ledger, month => month.Month.FirstDay), NpgsqlDbType.Array | NpgsqlDbType.Date, cancellationToken);
        await importer.WriteAsync(Array(ledger, month => month.Currency.ToString()), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
        await importer.WriteAsync(Array(ledger, month => month.Revenue.Amount), NpgsqlDbType.Array | NpgsqlDbType.Numeric, cancellationToken);
        await importer.WriteAsync(Array(ledger, month => month.Orders), NpgsqlDbType.Array | NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(write.Weeks.Select(week => week.Monday).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Date, cancellationToken);
        await importer.WriteAsync(ledger.Version, NpgsqlDbType.Bigint, cancellationToken);
        if (withBase)
            await importer.WriteAsync(write.BaseVersion, NpgsqlDbType.Bigint, cancellationToken);
    }

    private static T[] Array<T>(CustomerLedger ledger, Func<LedgerMonth, T> value)
    {
        var values = new T[ledger.Months.Length];
        for (var place = 0; place < values.Length; place++)
            values[place] = value(ledger.Months[place]);
        return values;
    }

    /// <summary>The parameters of a statement that writes ledgers: first those given, then the columns.</summary>
    /// <remarks>Arrays of arrays must be rectangles in PostgreSQL, and ledgers are not: each goes as an array's text.</remarks>
    public static object?[] After(IReadOnlyCollection<LedgerWrite> writes, params IEnumerable<object?> first) =>
    [
        .. first,
        Column(writes, write => write.Customer),
        Column(writes, write => write.BaseVersion),
        Column(writes, write => write.Ledger.Version),
        FirstOrders(writes),
        Column(writes, write => Text(write.Ledger, month => Text(month.Month.FirstDay))),
        Column(writes, write => Text(write.Ledger, month => $"\"{month.Currency}\"")),
        Column(writes, write => Text(write.Ledger, month => month.Revenue.Amount.ToString(CultureInfo.InvariantCulture))),
        Column(writes, write => Text(write.Ledger, month => month.Orders.ToString(CultureInfo.InvariantCulture))),
        Column(writes, write => $"{{{string.Join(',', write.Weeks.Select(week => Text(week.Monday)))}}}"),
    ];

    // Told its type: the driver would take that of the first, which may be nothing.
    private static NpgsqlParameter FirstOrders(IReadOnlyCollection<LedgerWrite> writes) => new()
    {
        Value = Column(writes, write => write.Ledger.FirstOrder?.UtcDateTime),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
    };

    private static T[] Column<T>(IReadOnlyCollection<LedgerWrite> writes, Func<LedgerWrite, T> value) => [.. writes.Select(value)];

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Text(CustomerLedger ledger, Func<LedgerMonth, string> value)
    {
        var text = new StringBuilder("{");
        foreach (var month in ledger.Months)
            (text.Length > 1 ? text.Append(',') : text).Append(value(month));
        return text.Append('}').ToString();
    }
}
