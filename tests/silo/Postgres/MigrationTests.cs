using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Postgres;
using Orleans.Tx.Silo.Postgres.Migrations;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class MigrationTests(PostgresServer server)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        await using var services = StoreDatabase.ServicesFor(await server.CreateDatabase(Cancelled));

        await services.MigratePostgresStore(Cancelled);
        var first = await Versions(services);
        await services.MigratePostgresStore(Cancelled);

        Assert.Equal(Migration.All.Select(migration => migration.Version), first.Select(version => version.Number));
        Assert.Equal(first, await Versions(services));
    }

    [Fact]
    public async Task Migrating_at_once_from_many_programs_applies_each_step_once()
    {
        var database = await server.CreateDatabase(Cancelled);
        var programs = Enumerable.Range(0, 8).Select(_ => StoreDatabase.ServicesFor(database)).ToArray();

        await Task.WhenAll(programs.Select(program => program.MigratePostgresStore(Cancelled)));

        Assert.Equal(Migration.All.Count, (await Versions(programs[0])).Count);
        foreach (var program in programs)
            await program.DisposeAsync();
    }

    [Fact]
    public async Task A_schema_of_a_newer_program_is_refused()
    {
        await using var services = StoreDatabase.ServicesFor(await server.CreateDatabase(Cancelled));
        await services.MigratePostgresStore(Cancelled);
        await using var newer = services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("insert into tx.schema_versions (version, name) values (1000, 'of tomorrow')");
        await newer.ExecuteNonQueryAsync(Cancelled);

        var refused = await Assert.ThrowsAsync<TxException>(() => services.MigratePostgresStore(Cancelled));

        Assert.Equal(TxError.Invalid, refused.Error);
        Assert.Contains("version 1000", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_schema_as_it_was()
    {
        await using var services = StoreDatabase.ServicesFor(await server.CreateDatabase(Cancelled));
        await using var inTheWay = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("create table public.orleansquery (a int)");
        await inTheWay.ExecuteNonQueryAsync(Cancelled);

        var refused = await Assert.ThrowsAsync<TxException>(() => services.MigratePostgresStore(Cancelled));

        Assert.Contains("orleansquery", refused.Message, StringComparison.Ordinal);
        await using var left = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select to_regnamespace('tx') is null");
        Assert.Equal(true, await left.ExecuteScalarAsync(Cancelled));
    }

    [Fact]
    public async Task A_host_migrates_before_its_services_start()
    {
        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddPostgresStore(await server.CreateDatabase(Cancelled));
        builder.Services.AddHostedService<AsksAtStart>();
        using var host = builder.Build();

        await host.StartAsync(Cancelled);
        await host.StopAsync(Cancelled);

        Assert.Equal(true, host.Services.GetServices<IHostedService>().OfType<AsksAtStart>().Single().Found);
    }

    private static async Task<List<(int Number, DateTime At)>> Versions(ServiceProvider services)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select version, applied_at from tx.schema_versions order by version");
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        var versions = new List<(int, DateTime)>();
        while (await reader.ReadAsync(Cancelled))
            versions.Add((reader.GetInt32(0), reader.GetDateTime(1)));
        return versions;
    }

    private sealed class AsksAtStart(NpgsqlDataSource source) : IHostedService
    {
        public object? Found { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var command = source.CreateCommand("select to_regclass('tx.weeks') is not null");
            Found = await command.ExecuteScalarAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
