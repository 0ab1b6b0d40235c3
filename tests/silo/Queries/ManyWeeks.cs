using Npgsql;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Silo.Postgres;
using Orleans.Tx.Silo.Postgres.Queries;
using Orleans.Tx.Silo.Tests.Postgres;

namespace Orleans.Tx.Silo.Tests.Queries;

/// <summary>A store with rows of sixty weeks and two thousand customers, once as it fills, before anybody looked at it, and once analyzed.</summary>
public sealed class ManyWeeks(PostgresServer server) : IAsyncLifetime
{
    public const string Source = "many";
    public static readonly DateTimeOffset First = new(2024, 12, 30, 0, 0, 0, TimeSpan.Zero);

    internal StoreDatabase Fresh { get; } = new(server);

    internal StoreDatabase Analyzed { get; } = new(server);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        foreach (var store in (StoreDatabase[])[Fresh, Analyzed])
        {
            await store.InitializeAsync();
            await using var fill = store.Source.CreateCommand(Fill);
            fill.CommandTimeout = 120;
            await fill.ExecuteNonQueryAsync(Cancelled);
        }

        await using var analyze = Analyzed.Source.CreateCommand("analyze");
        await analyze.ExecuteNonQueryAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await Fresh.DisposeAsync();
        await Analyzed.DisposeAsync();
    }

    /// <summary>The plan of a statement, as lines.</summary>
    internal static async Task<string[]> Plan(StoreDatabase store, string text, object?[] values, bool generic = false)
    {
        await using var connection = await store.Source.OpenConnectionAsync(Cancelled);
        await using var transaction = await connection.BeginTransactionAsync(Cancelled);
        await using (var setting = new NpgsqlCommand($"set local jit = off; set local plan_cache_mode = {(generic ? "force_generic_plan" : "force_custom_plan")}", connection))
            await setting.ExecuteNonQueryAsync(Cancelled);
        var lines = await new StoreSession(connection, Cancelled).All($"explain (analyze, costs off, timing off, summary off) {text}", row => row.GetString(0), values);
        return [.. lines];
    }

    internal static async Task<StoredRange> Range(StoreDatabase store, DateTimeOffset? from, DateTimeOffset? to, string[]? customers = null)
    {
        await using var connection = await store.Source.OpenConnectionAsync(Cancelled);
        return await StoredRange.Read(new StoreSession(connection, Cancelled), new OrderScope(Source, from, to, customers, null));
    }

    /// <summary>How many partitions a plan reads.</summary>
    internal static int Partitions(string[] plan) =>
        plan.Where(line => line.Contains("Scan", StringComparison.Ordinal) && !line.Contains("never executed", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ').Where(word => word.StartsWith("transactions_2", StringComparison.Ordinal) && word.Length == 20)).Distinct().Count();

    private const string Fill = """
        insert into tx.sources (name, last_batch) values ('many', 1);
        select count(tx.add_week('2024-12-30'::date + 7 * i)) from generate_series(0, 59) i;
        insert into tx.transactions (source, week, id, customer, occurred_at, amount, currency, batch_uid)
        select 'many', '2024-12-30'::date + 7 * w, 'id-' || i, 'customer-' || (i * 7919 + w * 31) % 2000,
            ('2024-12-30'::date + 7 * w)::timestamp at time zone 'UTC' + i * interval '4 minutes', 1, 'EUR', 1
        from generate_series(0, 59) w, generate_series(0, 1999) i;
        insert into tx.batches (source, number, uid, week, run, rows, taken_back) values ('many', 1, 1, '2024-12-30', 1, 120000, 0);
        insert into tx.projections (source, epoch, position, zone) values ('many', 1, 1, 'UTC');
        insert into tx.ledgers (source, customer, epoch, version, first_order, months, currencies, revenues, orders)
        select 'many', customer, 1, 1, min(first), array_agg(month order by month), array_agg('EUR'::text order by month), array_agg(revenue order by month), array_agg(orders order by month)
        from (
            select customer, date_trunc('month', occurred_at)::date as month, sum(amount) as revenue, count(*) as orders, min(occurred_at) as first
            from tx.transactions group by 1, 2
        ) as bought
        group by customer
        """;
}
