using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Activations;

public sealed class IdleCollectionTests
{
    [Fact]
    public async Task An_activation_not_used_for_15_minutes_is_collected()
    {
        var (silo, ended) = await StartAsync();
        await using var _ = silo;
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        silo.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.False(ended.Task.IsCompleted);
        silo.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(DeactivationReasonCode.ActivationIdle, (await ended.Task.Soon()).ReasonCode);
    }

    [Fact]
    public async Task An_activation_in_use_is_not_collected()
    {
        var (silo, ended) = await StartAsync();
        await using var _ = silo;

        for (var call = 0; call < 4; call++)
        {
            await silo.Grain().Run(_ => Task.CompletedTask).Soon();
            silo.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(0, await silo.Grain().Get(grain => Task.FromResult(grain.Count)).Soon());
        Assert.False(ended.Task.IsCompleted);
    }

    [Fact]
    public async Task An_activation_with_a_call_in_progress_is_not_collected()
    {
        var (silo, ended) = await StartAsync();
        await using var _ = silo;
        var begun = new Signal();
        var release = new Signal();
        var call = silo.Grain().Run(async _ =>
        {
            begun.Set();
            await release.Happened;
        });
        await begun.Happened.Soon();

        silo.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(ended.Task.IsCompleted);
        release.Set();
        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
    }

    [Fact]
    public async Task A_timer_does_not_hold_off_collection()
    {
        var (silo, ended) = await StartAsync();
        await using var _ = silo;
        var ticks = await RegisterTimer(silo, keepAlive: false);

        await Tick(silo, 29);
        Assert.Equal(29, ticks());

        // A look for idle activations may just meet a tick; one of the next does not.
        while (!ended.Task.IsCompleted)
        {
            silo.Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.WhenAny(ended.Task, silo.Clock.TimerSetFor(TimeSpan.FromSeconds(30))).Soon();
        }

        Assert.Equal(DeactivationReasonCode.ActivationIdle, (await ended.Task).ReasonCode);
    }

    [Fact]
    public async Task A_timer_with_KeepAlive_holds_off_collection()
    {
        var (silo, ended) = await StartAsync();
        await using var _ = silo;
        var ticks = await RegisterTimer(silo, keepAlive: true);

        await Tick(silo, 80);

        Assert.Equal(80, ticks());
        Assert.False(ended.Task.IsCompleted);
    }

    [Fact]
    public async Task DelayDeactivation_holds_off_collection_for_its_time()
    {
        var (silo, ended) = await StartAsync();
        await using var _ = silo;
        await silo.Grain().Run(grain =>
        {
            grain.DelayDeactivation(TimeSpan.FromHours(1));
            return Task.CompletedTask;
        }).Soon();

        silo.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(ended.Task.IsCompleted);
        silo.Clock.Advance(TimeSpan.FromMinutes(2));

        await ended.Task.Soon();
    }

    [Fact]
    public async Task A_class_with_its_own_age_limit_is_collected_by_that()
    {
        var (silo, ended) = await StartAsync();
        await using var _ = silo;
        var shortLived = silo.Grains.GetGrain<IShortLivedGrain>("a");
        var deactivated = await shortLived.Deactivated().Soon();

        silo.Clock.Advance(TimeSpan.FromMinutes(3) + TimeSpan.FromMinutes(1));

        await deactivated.Happened.Soon();
    }

    [Fact]
    public async Task A_collection_age_that_is_not_longer_than_the_quantum_is_refused()
    {
        var failure = await Assert.ThrowsAsync<OrleansConfigurationException>(() => TestSilo.StartAsync(
            builder => builder.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(1))));

        Assert.Contains("CollectionAge", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<(TestSilo Silo, TaskCompletionSource<DeactivationReason> Ended)> StartAsync()
    {
        var ended = new TaskCompletionSource<DeactivationReason>();
        var silo = await TestSilo.StartAsync(hooks: new()
        {
            Deactivating = (_, reason, _) =>
            {
                ended.TrySetResult(reason);
                return Task.CompletedTask;
            },
        });
        return (silo, ended);
    }

    private static async Task<Func<int>> RegisterTimer(TestSilo silo, bool keepAlive)
    {
        // Off the full minutes, so that no timer of the engine is ever due at the same time.
        silo.Clock.Advance(TimeSpan.FromSeconds(7));
        var ticks = 0;
        await silo.Grain().Run(grain =>
        {
            grain.RegisterGrainTimer(
                () => Task.FromResult(ticks++),
                new() { DueTime = TimeSpan.FromSeconds(30), Period = TimeSpan.FromSeconds(30), KeepAlive = keepAlive });
            return Task.CompletedTask;
        }).Soon();
        return () => ticks;
    }

    private static async Task Tick(TestSilo silo, int times)
    {
        for (var tick = 0; tick < times; tick++)
        {
            silo.Clock.Advance(TimeSpan.FromSeconds(30));

            // It is set anew when its callback has ended, on another thread: no time may pass before.
            await silo.Clock.TimerSetFor(TimeSpan.FromSeconds(30)).Soon();
        }
    }
}
