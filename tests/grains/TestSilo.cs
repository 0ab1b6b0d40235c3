using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Forgetting;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Tests.Catalog;
using Orleans.Tx.Grains.Tests.Forgetting;
using Orleans.Tx.Grains.Tests.Imports;
using Orleans.Tx.Grains.Tests.Ingestion;
using Orleans.Tx.Grains.Tests.Stores;
using Orleans.Tx.Grains.Tests.Verification;
using Orleans.Tx.Grains.Tests.Watching;
using Orleans.Tx.Grains.Verification;
using Orleans.Tx.Grains.Watching;

namespace Orleans.Tx.Grains.Tests;

/// <summary>The grains, on one host or on a cluster of three where the engine has clusters, over a world that outlives them.</summary>
public sealed class TestSilo : IAsyncLifetime
{
    private static readonly TimeSpan Hopeless = TimeSpan.FromSeconds(60);

    private readonly World _world;
    private IHost[] _hosts = [];

    public TestSilo() : this(new World())
    {
    }

    private TestSilo(World world) => _world = world;

    /// <summary>This engine lets its own timers and reminders go by a clock that jumps; Orleans looks at the machine's clock as well.</summary>
    internal static bool EngineTakesAnyClock => typeof(Grain).Assembly.GetName().Name == "Orleans.Tx.Embedded";

    // One process is all that this engine has.
    private static int Silos => EngineTakesAnyClock ? 1 : 3;

    /// <summary>The engine's timers and reminders go by the test's clock too.</summary>
    internal bool EngineGoesByClock { get; init; }

    /// <summary>The configured zone; the next start heeds it.</summary>
    internal TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    internal ManualClock Clock => _world.Clock;

    internal ISourceApi Api => Service<ISourceApi>();

    internal PullInstruments Instruments => Service<PullInstruments>();

    /// <summary>Those of all its hosts: a grain may live on any.</summary>
    internal IReadOnlyCollection<IMeterFactory> Meters => [.. _hosts.Select(host => host.Services.GetRequiredService<IMeterFactory>())];

    internal ITransactionLog Log => Service<ITransactionLog>();

    internal IProjectionStore Projections => new FakeStore(_world);

    internal FakeImportStore Imports { get; } = new();

    internal FakeVerification Verification { get; } = new();

    internal FakeForgetting Forgetting { get; } = new();

    internal FakeHook Hook { get; } = new();

    /// <summary>What a person is told of; the next start heeds it.</summary>
    internal AlertSettings Alerts { get; set; } = new(IsOn: false, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));

    /// <summary>What goes wrong with states that are no source's.</summary>
    internal Faults StateFaults => _world.Faults;

    internal IGrainFactory Grains => Service<IGrainFactory>();

    /// <summary>The services of a silo.</summary>
    internal IServiceProvider Services => _hosts[0].Services;

    /// <summary>A source of its own, so that tests on one silo don't meet.</summary>
    internal FakeSource NewSource() => _world.NewSource();

    /// <summary>Ends activations, as an engine may at any time.</summary>
    /// <param name="keyEnds">Those whose key ends so; all where null.</param>
    internal Task Deactivate(FakeSource source, string? keyEnds = null) =>
        _world.Deactivate(source, keyEnds, DeactivationReasonCode.ApplicationRequested);

    /// <summary>Ends activations that get no chance to store anything.</summary>
    internal Task Crash(FakeSource source) => _world.Deactivate(source, keyEnds: null, DeactivationReasonCode.ApplicationError);

    /// <summary>The store's clock is set.</summary>
    internal void StoreClockJumps(TimeSpan by) => _world.StoreIsAhead += by;

    /// <summary>The store is brought back from a backup: what was sent since is not known.</summary>
    internal void StoreIsRestored() => _world.StoreRestoredAt = Clock.GetUtcNow() + _world.StoreIsAhead;

    /// <summary>Another process over the same stores at the same time, which knows nothing of this one.</summary>
    internal async Task<TestSilo> Beside()
    {
        var other = new TestSilo(_world) { EngineGoesByClock = EngineGoesByClock };
        await other.InitializeAsync();
        return other;
    }

    public async ValueTask InitializeAsync()
    {
        var primary = new IPEndPoint(IPAddress.Loopback, FreePort());
        _hosts = [Build(primary.Port, null), .. Enumerable.Range(1, Silos - 1).Select(_ => Build(FreePort(), primary))];
        foreach (var host in _hosts)
            await host.StartAsync();
    }

    /// <summary>Another process over the same stores, a moment later.</summary>
    internal async Task Restart()
    {
        await DisposeAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // The first one keeps the list of members: it goes last.
        foreach (var host in Interlocked.Exchange(ref _hosts, []).Reverse())
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    /// <summary>Lets time pass until a condition holds that the grains bring about by themselves.</summary>
    internal Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    /// <inheritdoc cref="Until(Func{bool})"/>
    internal async Task Until(Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Hopeless, "what is waited for never came");
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits without letting time pass.</summary>
    internal static async Task Soon(Task task) => await task.WaitAsync(Hopeless, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="Soon(Task)"/>
    internal static async Task<T> Soon<T>(Task<T> task) => await task.WaitAsync(Hopeless, TestContext.Current.CancellationToken);

    private T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    private IHost Build(int port, IPEndPoint? primary)
    {
        ServiceScope? root = null;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var store = new FakeStore(_world);
        builder.Services.AddScoped<ServiceScope>();
        builder.Services.AddGrainInstruments();
        // What belongs to no grain is the engine's.
        builder.Services.AddScoped(services =>
            EngineGoesByClock || (root is not null && !ReferenceEquals(services.GetRequiredService<ServiceScope>(), root)) ? _world.Clock : TimeProvider.System);
        builder.Services.AddSingleton<ISourceCatalog>(new FakeCatalog(_world));
        builder.Services.AddSingleton<AcceptedQueries>();
        builder.Services.AddSingleton<ISourceApi>(new FakeApi(_world));
        builder.Services.AddScoped<IWeekStore>(services => OfGrain(services, store));
        builder.Services.AddSingleton<ITransactionLog>(store);
        builder.Services.AddSingleton<IRunRows>(store);
        builder.Services.AddSingleton(new CalendarSettings(IsKept: true));
        builder.Services.AddSingleton<ISetAsideStore>(new FakeSetAsideStore(_world));
        builder.Services.AddSingleton<ISourceRecords>(new FakeRecords());
        builder.Services.AddScoped<IProjectionStore>(services => OfGrain(services, store));
        builder.Services.AddSingleton<IVerificationStore>(Verification);
        builder.Services.AddSingleton<IImportStore>(Imports);
        builder.Services.AddSingleton<IForgettingStore>(Forgetting);
        builder.Services.AddSingleton<IAlertHook>(Hook);
        builder.Services.AddSingleton(Alerts);
        builder.Services.AddScoped<IStoreClock>(services => OfGrain(services, new FakeStoreClock(_world)));
        builder.Services.AddSingleton(new ReportingSettings(Zone));
        builder.Services.AddKeyedSingleton<IGrainStorage>(StorageNames.Grains, _world.States);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(port, FreePort(), primary, serviceId: "tests", clusterId: "tests")
            .UseInMemoryReminderService());
        var host = builder.Build();
        root = host.Services.GetRequiredService<ServiceScope>();
        return host;
    }

    private T OfGrain<T>(IServiceProvider services, T store)
    {
        _world.Activated(services.GetRequiredService<IGrainContext>());
        return store;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
