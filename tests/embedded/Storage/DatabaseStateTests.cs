using Npgsql;
using Orleans.Hosting;
using Orleans.Tx.Embedded.Tests.Postgres;

namespace Orleans.Tx.Embedded.Tests.Storage;

public sealed class DatabaseStateTests(PostgresServer postgres) : StateTests, IAsyncLifetime
{
    private NpgsqlDataSource _database = null!;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_state_survives_a_restart()
    {
        await using (var silo = await StartAsync())
        {
            await silo.Grains.GetGrain<IKeeperGrain>("a").Run(keeper =>
            {
                keeper.Balance.State.Amount = 1;
                return keeper.Balance.WriteStateAsync();
            }).Soon();
        }

        await using var again = await StartAsync();
        await again.Grains.GetGrain<IKeeperGrain>("a").Run(keeper =>
        {
            Assert.Equal(1, keeper.AmountWhenActivated);
            return Task.CompletedTask;
        }).Soon();
    }

    [Fact]
    public async Task Silos_that_start_at_the_same_time_make_the_tables_once()
    {
        var silos = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(StartAsync)));

        foreach (var silo in silos)
            await silo.DisposeAsync();
    }

    private protected override Task<TestSilo> StartAsync() => TestSilo.StartAsync(builder =>
        builder.AddAdoNetGrainStorage(KeeperGrain.Storage, options =>
        {
            options.Invariant = "Npgsql";
            options.DataSource = _database;
        }));
}
