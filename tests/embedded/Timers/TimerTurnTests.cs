namespace Orleans.Tx.Embedded.Tests.Timers;

public sealed class TimerTurnTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_timer_waits_for_the_call_in_progress_like_any_call()
    {
        await using var silo = await TestSilo.StartAsync();
        var ticks = new TickLog();
        await ticks.RegisterIn(silo, new() { DueTime = Second, Period = Timeout.InfiniteTimeSpan });
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
        await ticks.RegisterIn(silo, new() { DueTime = Second, Period = Second });
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
}
