using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Tx.Grains.Forgetting;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>A fresh, migrated database for the tests of one class, which tell their rows apart by the names of their sources.</summary>
public sealed class StoreDatabase(PostgresServer server) : IAsyncLifetime
{
    private ServiceProvider? _services;

    public IServiceProvider Services => _services ?? throw new InvalidOperationException("not initialized");

    public IWeekStore Weeks => Services.GetRequiredService<IWeekStore>();

    public ITransactionLog Log => Services.GetRequiredService<ITransactionLog>();

    public IImportStore Imports => Services.GetRequiredService<IImportStore>();

    public IRunRows Rows => Services.GetRequiredService<IRunRows>();

    public ISetAsideStore SetAside => Services.GetRequiredService<ISetAsideStore>();

    public IForgettingStore Forgetting => Services.GetRequiredService<IForgettingStore>();

    public IProjectionStore Projection => Services.GetRequiredService<IProjectionStore>();

    public IStoreClock Clock => Services.GetRequiredService<IStoreClock>();

    /// <summary>The way past the store, to look at what it left.</summary>
    public NpgsqlDataSource Source => Services.GetRequiredService<NpgsqlDataSource>();

    public static ServiceProvider ServicesFor(string connection) => new ServiceCollection()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddPostgresStore(connection)
        .BuildServiceProvider();

    public async ValueTask InitializeAsync()
    {
        _services = ServicesFor(await server.CreateDatabase(TestContext.Current.CancellationToken));
        await _services.MigratePostgresStore(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
    }

    public async Task<T?> Value<T>(string sql, params object[] values)
    {
        await using var command = Source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
