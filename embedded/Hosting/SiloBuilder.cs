using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Adds the engine to a host's services, once.</summary>
internal sealed class SiloBuilder : ISiloBuilder
{
    private SiloBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }

    internal static SiloBuilder For(IServiceCollection services, IConfiguration configuration)
    {
        if (Find(services) is { } existing)
            return existing;
        var builder = new SiloBuilder(services, configuration);
        services.AddSingleton(builder);
        AddEngine(services);
        return builder;
    }

    internal static OrleansConfigurationException WhyNoClient(IServiceCollection services) => Find(services) is null
        ? new("The embedded engine is one process: there is no silo elsewhere that a client could connect to. Call UseOrleans in this "
            + "host, or build with Engine=orleans.")
        : new("A host has either a silo or a client. UseOrleans brings IClusterClient and IGrainFactory with it: remove UseOrleansClient.");

    private static SiloBuilder? Find(IServiceCollection services) =>
        services.FirstOrDefault(service => service.ServiceType == typeof(SiloBuilder))?.ImplementationInstance as SiloBuilder;

    private static void AddEngine(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<CoarseClock>();
        services.AddSingleton<PendingCalls>();
        services.AddSingleton<SiloRuntime>();
        services.AddSingleton<GrainClasses>();
        services.AddSingleton<Catalog>();
        services.AddSingleton<IdleCollector>();
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddScoped<IGrainContext>(_ => RuntimeContext.Current
            ?? throw new InvalidOperationException($"{nameof(IGrainContext)} is a service of grains only."));
        services.AddSingleton<Silo>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Silo>());
    }
}
