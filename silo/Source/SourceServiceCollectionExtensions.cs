using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source;

/// <summary>Adds the configured sources.</summary>
public static class SourceServiceCollectionExtensions
{
    /// <summary>Adds the catalog of sources and their APIs, with the system's clock unless another is there.</summary>
    public static IServiceCollection AddSources(this IServiceCollection services, TxOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ISourceCatalog>(new SourceCatalog(options));
        services.AddSingleton<AcceptedQueries>();
        services.AddMetrics();
        services.AddSingleton<SourceInstruments>();
        services.AddSingleton<ISourceRecords>(new SourceRecords(options));
        services.AddSingleton<ISourceApi>(provider => ActivatorUtilities.CreateInstance<SourceApi>(provider, options));
        return services;
    }
}
