using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Watching;

namespace Orleans.Tx.Grains;

/// <summary>What the grains measure themselves by.</summary>
public static class GrainInstruments
{
    /// <summary>Adds the instruments that grains need. Without anybody who listens to them they cost next to nothing.</summary>
    public static IServiceCollection AddGrainInstruments(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<LimiterInstruments>()
        .AddSingleton<PullInstruments>()
        .AddSingleton<ProjectionInstruments>()
        .AddSingleton<WatchInstruments>();
}
