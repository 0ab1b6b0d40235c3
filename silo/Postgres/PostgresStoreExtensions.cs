using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Forgetting;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Verification;
using Orleans.Tx.Silo.Postgres.Forgetting;
using Orleans.Tx.Silo.Postgres.Imports;
using Orleans.Tx.Silo.Postgres.Ingestion;
using Orleans.Tx.Silo.Postgres.Limiting;
using Orleans.Tx.Silo.Postgres.Migrations;
using Orleans.Tx.Silo.Postgres.Queries;
using Orleans.Tx.Silo.Postgres.Revenue;
using Orleans.Tx.Silo.Postgres.Verification;
using Orleans.Tx.Silo.Source.Tokens;

namespace Orleans.Tx.Silo.Postgres;

/// <summary>Gives the grains their store.</summary>
public static class PostgresStoreExtensions
{
    /// <summary>
    /// Keeps everything in one PostgreSQL database from version 15 on. Its schema is brought up to date before the host's services start.
    /// </summary>
    /// <param name="services">Where the ports of the grains are registered.</param>
    /// <param name="connectionString">
    /// As Npgsql reads it. Statements are prepared automatically unless it sets <c>Max Auto Prepare</c> itself.
    /// </param>
    /// <exception cref="TxException">The text is no connection string.</exception>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, string connectionString)
    {
        var settings = ConnectionSettings.Parse(connectionString);
        services.AddSingleton(_ => ConnectionSettings.Source(settings));
        return services.AddStoreServices();
    }

    /// <summary>The same over a data source that the caller owns and disposes.</summary>
    internal static IServiceCollection AddPostgresStore(this IServiceCollection services, NpgsqlDataSource source) =>
        services.AddSingleton(source).AddStoreServices();

    /// <summary>Migrates at once, for a program that asks the store before its host starts, or starts none.</summary>
    /// <exception cref="TxException">The store is away, refuses, is older than PostgreSQL 15 or holds a newer program's schema.</exception>
    public static Task MigratePostgresStore(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<SchemaMigrator>().Migrate(cancellationToken);

    /// <summary>The way to a database. Statements are prepared automatically unless the text sets <c>Max Auto Prepare</c> itself.</summary>
    /// <exception cref="TxException">The text is no connection string.</exception>
    internal static NpgsqlDataSource CreateSource(string connectionString) =>
        ConnectionSettings.Source(ConnectionSettings.Parse(connectionString));

    private static IServiceCollection AddStoreServices(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton(services => new StoreInstruments(services.GetRequiredService<IMeterFactory>(), services.GetService<TimeProvider>() ?? TimeProvider.System))
        .AddSingleton<Database>()
        .AddSingleton<SchemaMigrator>()
        .AddHostedService<MigrationAtStart>()
        .AddSingleton<WeekPartitions>()
        .AddSingleton<IWeekStore, WeekStore>()
        .AddSingleton<ITransactionLog, TransactionLog>()
        .AddSingleton<IRunRows, RunRows>()
        .AddSingleton<ISetAsideStore, SetAsideStore>()
        .AddSingleton<IImportStore, ImportStore>()
        .AddSingleton<IRefreshTokens, RefreshTokens>()
        .AddSingleton<IProjectionStore, ProjectionStore>()
        .AddSingleton<IQueryStore, QueryStore>()
        .AddSingleton<IVerificationStore, VerificationStore>()
        .AddSingleton<IForgettingStore, ForgettingStore>()
        .AddSingleton<IStoreClock, StoreClock>();
}
