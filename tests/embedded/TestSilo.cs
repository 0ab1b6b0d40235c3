using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests;

/// <summary>A host with a silo, and the clock it goes by.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _isStopped;

    private TestSilo(IHost host, ManualClock clock, GrainHooks hooks)
    {
        _host = host;
        Clock = clock;
        Hooks = hooks;
    }

    public ManualClock Clock { get; }

    public GrainHooks Hooks { get; }

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestSilo> StartAsync(Action<ISiloBuilder>? configure = null, ManualClock? clock = null, GrainHooks? hooks = null)
    {
        clock ??= new();
        hooks ??= new();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(hooks);
        builder.UseOrleans(silo => silo.UseInMemoryReminderService());
        builder.UseOrleans(configure ?? (_ => { }));
        var silo = new TestSilo(builder.Build(), clock, hooks);
        await silo._host.StartAsync(TestContext.Current.CancellationToken);
        return silo;
    }

    public IScriptedGrain Grain(string key = "a") => Grains.GetGrain<IScriptedGrain>(key);

    /// <summary>Waits, and says what the grains are at when that takes hopelessly long.</summary>
    public async Task Soon(Task task)
    {
        try
        {
            await task.Soon();
        }
        catch (TimeoutException hopeless)
        {
            throw new TimeoutException($"{hopeless.Message} Of the grains: {Services.GetRequiredService<Catalog>()}.", hopeless);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        _isStopped = true;
        return _host.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
            await _host.StopAsync();
        _host.Dispose();
    }
}
