using Npgsql;

namespace Orleans.Tx.Silo.Postgres.Bench;

/// <summary>What the database does by itself on the product's tables: to compare the product with.</summary>
/// <param name="store">Whose server it is.</param>
public sealed class PlainDatabase(TxStore store)
{
    private const int BufferSize = 1 << 16;
    private const string CopyRows = "copy tx_bench.transactions (id, customer, occurred_at, amount, week) from stdin";

    private const string MakeTables = """
        drop schema if exists tx_bench cascade;
        create schema tx_bench;
        create table tx_bench.transactions (like tx.transactions including all) partition by range (week);
        alter table tx_bench.transactions alter source set default 'bench', alter batch_uid set default 1;
        """;

    /// <summary>Makes an empty table like the log's: partitioned by week, with its keys and indexes.</summary>
    /// <param name="mondays">The weeks that it takes.</param>
    public async Task MakeTable(IEnumerable<DateOnly> mondays, CancellationToken cancellationToken)
    {
        await using var connection = await Open(cancellationToken);
        await Execute(connection, MakeTables, cancellationToken);
        foreach (var monday in mondays)
            await Execute(connection, Sql.Partition(monday), cancellationToken);
    }

    /// <summary>Has the database copy a file into the table, in one transaction.</summary>
    /// <param name="path">Lines of id, customer, time, amount and the week's Monday, as COPY takes them.</param>
    public async Task Copy(string path, CancellationToken cancellationToken)
    {
        await using var connection = await Open(cancellationToken);
        using var lines = new StreamReader(path);
        await using var import = await connection.BeginTextImportAsync(CopyRows, cancellationToken);
        var buffer = new char[BufferSize];
        while (await lines.ReadAsync(buffer, cancellationToken) is var read and > 0)
            await import.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
    }

    /// <summary>The months of a source, as SQL computes them from all of its rows.</summary>
    /// <returns>Revenue and new revenue by month, in order.</returns>
    public async Task<IReadOnlyList<(DateOnly Month, decimal Revenue, decimal NewRevenue)>> Months(string source, CancellationToken cancellationToken)
    {
        await using var connection = await Open(cancellationToken);
        await using var command = new NpgsqlCommand(Sql.Months, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter { Value = source });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var months = new List<(DateOnly, decimal, decimal)>();
        while (await rows.ReadAsync(cancellationToken))
            months.Add(ReadMonth(rows));
        return months;
    }

    private static (DateOnly Month, decimal Revenue, decimal NewRevenue) ReadMonth(NpgsqlDataReader row) =>
        (row.GetFieldValue<DateOnly>(0), row.GetDecimal(1), row.GetDecimal(2));

    private async Task<NpgsqlConnection> Open(CancellationToken cancellationToken) =>
        (NpgsqlConnection)await store.Source.OpenConnectionAsync(cancellationToken);

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static class Sql
    {
        public const string Months = """
            with figures as (
                select customer, date_trunc('month', occurred_at at time zone 'UTC')::date as month, sum(amount) as revenue
                from tx.transactions where source = $1 group by 1, 2
            ), acquired as (
                select *, min(month) over (partition by customer) as cohort from figures
            )
            select month, sum(revenue), coalesce(sum(revenue) filter (where month = cohort), 0)
            from acquired group by month order by month
            """;

        public static string Partition(DateOnly monday) =>
            $"create table tx_bench.w{monday:yyyyMMdd} partition of tx_bench.transactions for values from ('{monday:yyyy-MM-dd}') to ('{monday.AddDays(7):yyyy-MM-dd}')";
    }
}
