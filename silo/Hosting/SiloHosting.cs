using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Watching;
using Orleans.Tx.Silo.Alerts;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Postgres;
using Orleans.Tx.Silo.Source;

namespace Orleans.Tx.Silo.Hosting;

/// <summary>Makes a host a silo: the grains, what their ports need, and the engine that runs them.</summary>
public static class SiloHosting
{
    /// <param name="store">The database; it stays the caller's.</param>
    /// <param name="resume">Whether work that a stop interrupted goes on by itself.</param>
    /// <param name="calendar">Whether weeks are pulled without being asked for, as each source's key Schedule has it.</param>
    /// <param name="member">Whether it joins the cluster that works on this database, by the key Cluster; else it is alone.</param>
    public static IHostApplicationBuilder AddSilo(
        this IHostApplicationBuilder builder, TxOptions options, TxStore store, bool resume, bool calendar, bool member = false)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        store.AddTo(builder.Services);
        builder.Services.AddGrainInstruments();
        builder.Services.AddSources(options);
        builder.Services.AddAlerts(options.Alerts);
        builder.Services.AddSingleton(new ReportingSettings(options.Reporting.Zone));
        builder.Services.AddSingleton(new CalendarSettings(calendar));
        builder.UseOrleans(silo => (member ? silo.JoinCluster(options.Cluster, store) : StayAlone(silo))
            .AddAdoNetGrainStorage(StorageNames.Grains, (OptionsBuilder<AdoNetGrainStorageOptions> storage) =>
                storage.Configure(configured => (configured.Invariant, configured.DataSource) = (ClusterHosting.Invariant, store.Source)))
            .UseAdoNetReminderService((OptionsBuilder<AdoNetReminderTableOptions> reminders) =>
                reminders.Configure(configured => (configured.Invariant, configured.DataSource) = (ClusterHosting.Invariant, store.Source)))
            .AddStartupTask(resume ? ResumeSources : (_, _) => Task.CompletedTask)
            .AddStartupTask(calendar ? Watch : (_, _) => Task.CompletedTask));
        return builder;
    }

    private static ISiloBuilder StayAlone(ISiloBuilder silo) => silo.UseLocalhostClustering(
        LoopbackPort.Free(), LoopbackPort.Free(), serviceId: ClusterHosting.ServiceName, clusterId: ClusterHosting.ServiceName);

    private static Task Watch(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<IGrainFactory>().GetGrain<IWatchGrain>(IWatchGrain.Key).Watch();

    private static async Task ResumeSources(IServiceProvider services, CancellationToken cancellationToken)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var configured = services.GetRequiredService<ISourceCatalog>().Names;
        var known = await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Sources();
        var keepsCalendar = services.GetRequiredService<CalendarSettings>().IsKept;
        // One that only the store knows, such as one of order files, may have a log that is not counted yet.
        foreach (var source in keepsCalendar ? configured.Union(known.Stored, StringComparer.Ordinal) : known.Stored)
            await grains.GetGrain<ISourceGrain>(source).Resume();
    }
}
