using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Tx.Silo.Postgres;
using Orleans.Tx.Silo.Postgres.Revenue;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class LedgerLoaderTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ledgers_wanted_while_a_query_is_under_way_come_with_one_query()
    {
        await Put("coalesced", 500);
        var loader = new LedgerLoader(store.Services.GetRequiredService<Database>(), "coalesced");

        // The first query waits for this lock, the second for the first.
        await using var holder = await store.Source.OpenConnectionAsync(Cancelled);
        await using var transaction = await holder.BeginTransactionAsync(Cancelled);
        await using var hold = new NpgsqlCommand("lock table tx.ledgers in access exclusive mode", holder, transaction);
        await hold.ExecuteNonQueryAsync(Cancelled);
        var loads = new[] { 1 }.Concat(Enumerable.Range(1, 500)).Select(number => loader.Load($"c{number}", Cancelled)).ToList();
        loads.Add(loader.Load("nobody", Cancelled));
        await transaction.RollbackAsync(Cancelled);

        var ledgers = await Task.WhenAll(loads);

        Assert.Equal([1, .. Enumerable.Range(1, 500), 0], ledgers.Select(ledger => (int)ledger.Version));
        Assert.InRange(loader.Queries, 1, 2);
    }

    [Fact]
    public async Task More_ledgers_than_one_query_may_ask_for_all_come()
    {
        await Put("bounded", 2 * LedgerLoader.Most + 1);
        var loader = new LedgerLoader(store.Services.GetRequiredService<Database>(), "bounded");

        var ledgers = await Task.WhenAll(Enumerable.Range(1, 2 * LedgerLoader.Most + 1).Select(number => loader.Load($"c{number}", Cancelled)));

        Assert.Equal(Enumerable.Range(1, 2 * LedgerLoader.Most + 1), ledgers.Select(ledger => (int)ledger.Version));
        Assert.True(loader.Queries >= 3);
    }

    [Fact]
    public async Task One_who_gives_up_keeps_nobody_else_from_a_ledger()
    {
        await Put("given-up", 1);
        var loader = new LedgerLoader(store.Services.GetRequiredService<Database>(), "given-up");

        var givenUp = loader.Load("c1", new CancellationToken(canceled: true));
        var waited = loader.Load("c1", Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        Assert.Equal(1, (await waited).Version);
    }

    private async Task Put(string source, int customers) => await store.Value<object>(
        """
        insert into tx.ledgers (source, customer, epoch, version, months, currencies, revenues, orders)
        select $1, 'c' || number, 1, number, '{}', '{}', '{}', '{}' from generate_series(1, $2) as number
        """,
        source, customers);
}
