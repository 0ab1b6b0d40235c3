using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Timers;

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_timer_runs_after_its_due_time_and_then_a_period_after_each_end()
    {
        await using var silo = await TestSilo.StartAsync();
        var ticks = new TickLog();
        await Register(silo, ticks, new() { DueTime = 3 * Second, Period = 5 * Second });

        silo.Clock.Advance(2 * Second);
        Assert.Equal(0, await ticks.CountSettledIn(silo));
        silo.Clock.Advance(Second);
        Assert.Equal(1, await ticks.CountSettledIn(silo));
        silo.Clock.Advance(4 * Second);
        Assert.Equal(1, await ticks.CountSettledIn(silo));
        silo.Clock.Advance(Second);
        Assert.Equal(2, await ticks.CountSettledIn(silo));
    }

    [Fact]
    public async Task A_timers_period_begins_when_its_callback_has_ended()
    {
        await using var silo = await TestSilo.StartAsync();
        var begun = new Signal();
        var release = new Signal();
        var ticks = 0;
        await silo.Grain().Run(grain =>
        {
            grain.RegisterGrainTimer(
                async () =>
                {
                    ticks++;
                    begun.Set();
                    await release.Happened;
                },
                new(Second, 2.5 * Second));
            return Task.CompletedTask;
        }).Soon();

        silo.Clock.Advance(Second);
        await begun.Happened.Soon();
        silo.Clock.Advance(10 * Second);
        Assert.Equal(1, ticks);
        release.Set();
        await silo.Clock.TimerSetFor(2.5 * Second).Soon();
        silo.Clock.Advance(2.5 * Second);
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        Assert.Equal(2, ticks);
    }

    [Fact]
    public async Task A_timer_waits_for_the_call_in_progress_like_any_call()
    {
        await using var silo = await TestSilo.StartAsync();
        var ticks = new TickLog();
        await Register(silo, ticks, new() { DueTime = Second, Period = Timeout.InfiniteTimeSpan });
        var (call, release) = await BeginCall(silo);

        silo.Clock.Advance(Second);
        await silo.Grain().RunAnytime(_ => Task.CompletedTask).Soon();
        Assert.Equal(0, ticks.Count);
        release.Set();
        await call.Soon();

        Assert.Equal(1, await ticks.CountSettledIn(silo));
    }

    [Fact]
    public async Task A_call_waits_for_a_timers_callback()
    {
        await using var silo = await TestSilo.StartAsync();
        var begun = new Signal();
        var release = new Signal();
        List<string> order = [];
        await silo.Grain().Run(grain =>
        {
            grain.RegisterGrainTimer(
                async () =>
                {
                    begun.Set();
                    await release.Happened;
                    order.Add("timer");
                },
                Second,
                Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }).Soon();
        silo.Clock.Advance(Second);
        await begun.Happened.Soon();

        var call = silo.Grain().Run(_ =>
        {
            order.Add("call");
            return Task.CompletedTask;
        });
        await silo.Grain().RunAnytime(_ => Task.CompletedTask).Soon();
        release.Set();
        await call.Soon();

        Assert.Equal(["timer", "call"], order);
    }

    [Fact]
    public async Task An_interleaving_timer_runs_while_a_call_awaits()
    {
        await using var silo = await TestSilo.StartAsync();
        var ticked = new Signal();
        await silo.Grain().Run(grain =>
        {
            grain.RegisterGrainTimer(
                _ =>
                {
                    ticked.Set();
                    return Task.CompletedTask;
                },
                new() { DueTime = Second, Period = Second, Interleave = true });
            return Task.CompletedTask;
        }).Soon();
        var (call, release) = await BeginCall(silo);

        silo.Clock.Advance(Second);
        await ticked.Happened.Soon();
        Assert.False(call.IsCompleted);
        release.Set();
        await call.Soon();
    }

    [Fact]
    public async Task Change_sets_the_next_run_and_the_period()
    {
        await using var silo = await TestSilo.StartAsync();
        var ticks = new TickLog();
        var timer = await Register(silo, ticks, new() { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan });

        silo.Clock.Advance(100 * Second);
        Assert.Equal(0, await ticks.CountSettledIn(silo));
        timer.Change(2 * Second, 3 * Second);
        silo.Clock.Advance(2 * Second);
        Assert.Equal(1, await ticks.CountSettledIn(silo));
        silo.Clock.Advance(3 * Second);
        Assert.Equal(2, await ticks.CountSettledIn(silo));
    }

    [Fact]
    public async Task Change_within_the_callback_counts_from_its_end()
    {
        await using var silo = await TestSilo.StartAsync();
        var ticks = 0;
        await silo.Grain().Run(grain =>
        {
            IGrainTimer? timer = null;
            timer = grain.RegisterGrainTimer(
                () =>
                {
                    if (++ticks == 1)
                        timer!.Change(7 * Second, Second);
                    return Task.CompletedTask;
                },
                Second,
                Second);
            return Task.CompletedTask;
        }).Soon();

        silo.Clock.Advance(Second);
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();
        silo.Clock.Advance(6 * Second);
        Assert.Equal(1, await silo.Grain().Get(_ => Task.FromResult(ticks)).Soon());
        silo.Clock.Advance(Second);
        Assert.Equal(2, await silo.Grain().Get(_ => Task.FromResult(ticks)).Soon());
    }

    [Fact]
    public async Task A_timer_that_throws_runs_again()
    {
        await using var silo = await TestSilo.StartAsync();
        var ticks = 0;
        await silo.Grain().Run(grain =>
        {
            grain.RegisterGrainTimer(
                () => ++ticks == 1 ? throw new InvalidOperationException("first") : Task.CompletedTask, Second, Second);
            return Task.CompletedTask;
        }).Soon();

        silo.Clock.Advance(Second);
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();
        silo.Clock.Advance(Second);

        Assert.Equal(2, await silo.Grain().Get(_ => Task.FromResult(ticks)).Soon());
    }

    [Fact]
    public async Task A_disposed_timer_runs_no_more_and_its_callbacks_token_is_cancelled()
    {
        await using var silo = await TestSilo.StartAsync();
        var begun = new Signal();
        var cancelled = new Signal();
        var ticks = 0;
        IGrainTimer? timer = null;
        await silo.Grain().Run(grain =>
        {
            timer = grain.RegisterGrainTimer(
                async cancellation =>
                {
                    ticks++;
                    cancellation.Register(cancelled.Set);
                    begun.Set();
                    await cancelled.Happened;
                },
                Second,
                Second);
            return Task.CompletedTask;
        }).Soon();
        silo.Clock.Advance(Second);
        await begun.Happened.Soon();

        timer!.Dispose();
        await cancelled.Happened.Soon();
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();
        silo.Clock.Advance(10 * Second);
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        Assert.Equal(1, ticks);
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        var ended = new Signal();
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Deactivating = (_, _, _) =>
            {
                ended.Set();
                return Task.CompletedTask;
            },
        });
        var ticks = new TickLog();
        await Register(silo, ticks, new() { DueTime = Second, Period = Second });
        await silo.Grain().Run(grain =>
        {
            grain.DeactivateOnIdle();
            return Task.CompletedTask;
        }).Soon();
        await ended.Happened.Soon();

        silo.Clock.Advance(10 * Second);

        Assert.Equal(0, await ticks.CountSettledIn(silo));
    }

    [Fact]
    public async Task A_timer_registered_in_OnActivateAsync_runs()
    {
        var ticked = new Signal();
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Activating = (grain, _) =>
            {
                grain.RegisterGrainTimer(
                    signal =>
                    {
                        signal.Set();
                        return Task.CompletedTask;
                    },
                    ticked,
                    new(Second, Second));
                return Task.CompletedTask;
            },
        });
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        silo.Clock.Advance(Second);

        await ticked.Happened.Soon();
    }

    [Fact]
    public async Task A_negative_time_is_refused()
    {
        await using var silo = await TestSilo.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => silo.Grain().Run(grain =>
        {
            grain.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.FromSeconds(-2), Second);
            return Task.CompletedTask;
        }).Soon());
    }

    [Fact]
    public async Task Timers_go_by_the_systems_clock_where_no_other_is_given()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<GrainHooks>();
        builder.UseOrleans();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var third = new Signal();
        var ticks = 0;

        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IScriptedGrain>("a").Run(grain =>
        {
            IGrainTimer? timer = null;
            timer = grain.RegisterGrainTimer(
                () =>
                {
                    if (++ticks == 3)
                    {
                        timer!.Dispose();
                        third.Set();
                    }

                    return Task.CompletedTask;
                },
                TimeSpan.Zero,
                TimeSpan.FromMilliseconds(1));
            return Task.CompletedTask;
        }).Soon();

        await third.Happened.Soon();
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, ticks);
    }

    private static async Task<IGrainTimer> Register(TestSilo silo, TickLog ticks, GrainTimerCreationOptions options)
    {
        IGrainTimer? timer = null;
        await silo.Grain().Run(grain =>
        {
            timer = grain.RegisterGrainTimer(static (ticks, _) => ticks.Add(), ticks, options);
            return Task.CompletedTask;
        }).Soon();
        return timer!;
    }

    private static async Task<(Task Call, Signal Release)> BeginCall(TestSilo silo)
    {
        var begun = new Signal();
        var release = new Signal();
        var call = silo.Grain().Run(async _ =>
        {
            begun.Set();
            await release.Happened;
        });
        await begun.Happened.Soon();
        return (call, release);
    }

    private sealed class TickLog
    {
        public int Count { get; private set; }

        public Task Add()
        {
            Count++;
            return Task.CompletedTask;
        }

        /// <summary>The count after a call has been through: a tick that was due has been before it.</summary>
        public async Task<int> CountSettledIn(TestSilo silo)
        {
            await silo.Grain().Run(_ => Task.CompletedTask).Soon();
            return Count;
        }
    }
}
