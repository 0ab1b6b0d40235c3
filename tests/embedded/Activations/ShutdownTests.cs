using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Activations;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Stopping_lets_calls_in_progress_end_and_deactivates_all_grains()
    {
        var reasons = 0;
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Deactivating = (_, reason, _) =>
            {
                Assert.Equal(DeactivationReasonCode.ShuttingDown, reason.ReasonCode);
                Interlocked.Increment(ref reasons);
                return Task.CompletedTask;
            },
        });
        var release = new Signal();
        var calls = Enumerable.Range(0, 20).Select(key => silo.Grain($"{key}").Get(async _ =>
        {
            await release.Happened;
            return key;
        })).ToList();

        // Every call has begun when an interleaving one has been through after it.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(key => silo.Grain($"{key}").RunAnytime(_ => Task.CompletedTask))).Soon();
        var stopping = silo.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);
        release.Set();
        await stopping.Soon();

        Assert.Equal(Enumerable.Range(0, 20), await Task.WhenAll(calls).Soon());
        Assert.Equal(20, reasons);
    }

    [Fact]
    public async Task Stopping_takes_no_longer_than_its_bound_and_leaves_no_caller_waiting()
    {
        await using var silo = await TestSilo.StartAsync();
        var begun = new Signal();
        var stuck = silo.Grain().Run(_ =>
        {
            begun.Set();
            return new TaskCompletionSource().Task;
        });
        await begun.Happened.Soon();

        using var bound = new CancellationTokenSource();
        var stopping = silo.StopAsync(bound.Token);
        await bound.CancelAsync();
        await stopping.ContinueWith(
            _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default).Soon();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => stuck.Soon());
    }

    [Fact]
    public async Task A_call_after_the_stop_is_refused()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain();
        await grain.Run(_ => Task.CompletedTask).Soon();
        await silo.StopAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Run(_ => Task.CompletedTask).Soon());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => silo.Grain("b").Run(_ => Task.CompletedTask).Soon());
    }

    [Fact]
    public async Task A_call_that_waits_for_an_activation_that_ends_with_the_silo_is_refused()
    {
        var deactivating = new Signal();
        var release = new Signal();
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Deactivating = (_, _, _) =>
            {
                deactivating.Set();
                return release.Happened;
            },
        });
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();
        var stopping = silo.StopAsync(TestContext.Current.CancellationToken);
        await deactivating.Happened.Soon();

        var late = silo.Grain().Run(_ => Task.CompletedTask);
        release.Set();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => late.Soon());
        await stopping.Soon();
    }

    [Fact]
    public async Task Calls_that_race_with_the_stop_are_all_answered()
    {
        await using var silo = await TestSilo.StartAsync();
        var callers = Enumerable.Range(0, 32).Select(caller => Task.Run(async () =>
        {
            for (var call = 0; ; call++)
                await silo.Grain($"{caller}-{call % 50}").Run(async _ => await Task.Yield());
        })).ToList();
        await silo.Grain("0-0").Run(_ => Task.CompletedTask).Soon();

        await silo.StopAsync(TestContext.Current.CancellationToken).Soon();

        foreach (var caller in callers)
            await Assert.ThrowsAsync<SiloUnavailableException>(() => caller.Soon());
    }
}
