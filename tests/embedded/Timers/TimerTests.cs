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
        await ticks.RegisterIn(silo, new() { DueTime = 3 * Second, Period = 5 * Second });

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
    public async Task Change_sets_the_next_run_and_the_period()
    {
        await using var silo = await TestSilo.StartAsync();
        var ticks = new TickLog();
        var timer = await ticks.RegisterIn(silo, new() { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan });

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
}
