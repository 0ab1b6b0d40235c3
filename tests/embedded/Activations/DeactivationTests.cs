using Orleans.Storage;

namespace Orleans.Tx.Embedded.Tests.Activations;

public sealed class DeactivationTests
{
    [Fact]
    public async Task DeactivateOnIdle_lets_the_call_end_and_tells_the_reason()
    {
        var ended = new TaskCompletionSource<DeactivationReason>();
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Deactivating = (_, reason, _) =>
            {
                ended.SetResult(reason);
                return Task.CompletedTask;
            },
        });

        await silo.Grain().Run(async grain =>
        {
            grain.DeactivateOnIdle();
            await Task.Yield();
            Assert.False(ended.Task.IsCompleted);
        }).Soon();

        Assert.Equal(DeactivationReasonCode.ApplicationRequested, (await ended.Task.Soon()).ReasonCode);
    }

    [Fact]
    public async Task Calls_that_reach_a_deactivating_activation_run_in_order_on_a_fresh_one_after_OnDeactivateAsync()
    {
        var deactivating = new Signal();
        var release = new Signal();
        List<string> order = [];
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Constructed = _ => order.Add("made"),
            Deactivating = async (_, _, _) =>
            {
                deactivating.Set();
                await release.Happened;
                order.Add("ended");
            },
        });
        var reference = silo.Grain();

        await reference.Run(grain =>
        {
            grain.DeactivateOnIdle();
            return Task.CompletedTask;
        }).Soon();
        await deactivating.Happened.Soon();
        List<Task> calls =
        [
            reference.Run(_ => Add("first")),
            silo.Grain().Run(_ => Add("second")),
            reference.RunAnytime(_ => Add("third")),
        ];
        Assert.Equal(["made"], order);
        release.Set();
        await Task.WhenAll(calls).Soon();

        Assert.Equal(["made", "ended", "made", "first", "second", "third"], order);

        Task Add(string what)
        {
            order.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Calls_handed_to_a_successor_all_run_in_order_even_if_it_ends_before_the_last_is_handed_over()
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
        const int Calls = 20_000;
        List<int> order = [];
        var reference = silo.Grain();
        await reference.Run(End).Soon();
        await deactivating.Happened.Soon();

        // So many that handing them over takes longer than a successor lives, which ends at its first call, a hundred times over.
        var calls = Enumerable.Range(0, Calls).Select(number => reference.Run(grain =>
        {
            order.Add(number);
            return number < 100 ? End(grain) : Task.CompletedTask;
        })).ToList();
        release.Set();
        await silo.Soon(Task.WhenAll(calls));

        Assert.Equal(Enumerable.Range(0, Calls), order);

        static Task End(ScriptedGrain grain)
        {
            grain.DeactivateOnIdle();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Calls_that_race_with_deactivation_all_run_and_never_on_two_activations_at_a_time()
    {
        var alive = 0;
        var most = 0;
        var ran = 0;
        var activations = 0;
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Activating = async (_, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref alive));
                activations++;
                await Task.Yield();
            },
            Deactivating = async (_, _, _) =>
            {
                await Task.Yield();
                Interlocked.Decrement(ref alive);
            },
        });
        const int Callers = 64;
        const int CallsEach = 100;

        await silo.Soon(Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var reference = silo.Grain();
            for (var call = 0; call < CallsEach; call++)
                await (call % 3 == 0 ? reference.RunAnytime(Work) : reference.Run(Work));
        }))));

        Assert.Equal(Callers * CallsEach, ran);
        Assert.Equal(1, most);
        Assert.True(activations > 10);

        async Task Work(ScriptedGrain grain)
        {
            ran++;
            if (ran % 7 == 0)
                grain.DeactivateOnIdle();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task An_escaping_InconsistentStateException_deactivates_the_activation_it_comes_from_only()
    {
        var ended = new TaskCompletionSource<DeactivationReason>();
        var made = 0;
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Constructed = _ => Interlocked.Increment(ref made),
            Deactivating = (_, reason, _) =>
            {
                ended.TrySetResult(reason);
                return Task.CompletedTask;
            },
        });

        var failure = await Assert.ThrowsAsync<InconsistentStateException>(
            () => silo.Grain("caller").Run(grain => grain.GrainFactory.GetGrain<IScriptedGrain>("stale").Run(
                _ => throw new InconsistentStateException("stale", "2", "1"))).Soon());
        Assert.Equal(("2", "1"), (failure.StoredEtag, failure.CurrentEtag));
        Assert.Equal(DeactivationReasonCode.ApplicationError, (await ended.Task.Soon()).ReasonCode);
        await silo.Grain("caller").Run(_ => Task.CompletedTask).Soon();
        await silo.Grain("stale").Run(_ => Task.CompletedTask).Soon();

        Assert.Equal(3, made);
    }

    [Fact]
    public async Task Any_other_exception_leaves_the_activation_as_it_is()
    {
        var made = 0;
        await using var silo = await TestSilo.StartAsync(hooks: new() { Constructed = _ => made++ });

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => silo.Grain().Run(_ => throw new InvalidOperationException()).Soon());
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        Assert.Equal(1, made);
    }

    [Fact]
    public async Task OnDeactivateAsync_that_throws_does_not_keep_a_fresh_activation_away()
    {
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Deactivating = (_, _, _) => throw new InvalidOperationException("clumsy"),
        });

        await silo.Grain().Run(grain =>
        {
            grain.Count = 1;
            grain.DeactivateOnIdle();
            return Task.CompletedTask;
        }).Soon();

        Assert.Equal(0, await silo.Grain().Get(grain => Task.FromResult(grain.Count)).Soon());
    }

    [Fact]
    public async Task OnDeactivateAsync_that_does_not_end_is_left_behind_when_its_time_is_up()
    {
        var deactivating = new Signal();
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Deactivating = (grain, _, _) =>
            {
                deactivating.Set();
                return grain.Count == 1 ? new TaskCompletionSource().Task : Task.CompletedTask;
            },
        });

        await silo.Grain().Run(grain =>
        {
            grain.Count = 1;
            grain.DeactivateOnIdle();
            return Task.CompletedTask;
        }).Soon();
        await deactivating.Happened.Soon();
        silo.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(0, await silo.Grain().Get(grain => Task.FromResult(grain.Count)).Soon());
    }

    [Fact]
    public async Task DeactivateOnIdle_within_OnActivateAsync_passes_the_calls_on_to_another_activation()
    {
        var activations = 0;
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Activating = (grain, _) =>
            {
                if (++activations == 1)
                    grain.DeactivateOnIdle();
                return Task.CompletedTask;
            },
        });

        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        Assert.Equal(2, activations);
    }
}
