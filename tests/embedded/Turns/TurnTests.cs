namespace Orleans.Tx.Embedded.Tests.Turns;

public sealed class TurnTests
{
    [Fact]
    public async Task Calls_of_64_concurrent_callers_run_one_at_a_time()
    {
        await using var silo = await TestSilo.StartAsync();
        const int Callers = 64;
        const int CallsEach = 200;
        var inside = 0;
        var overlaps = 0;

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(
            async () =>
            {
                var grain = silo.Grain();
                for (var call = 0; call < CallsEach; call++)
                    await grain.Run(Count);
            },
            TestContext.Current.CancellationToken))).Soon();

        Assert.Equal(0, overlaps);
        Assert.Equal(Callers * CallsEach, await silo.Grain().Get(grain => Task.FromResult(grain.Count)));

        async Task Count(ScriptedGrain grain)
        {
            if (Interlocked.Increment(ref inside) > 1)
                Interlocked.Increment(ref overlaps);
            var read = grain.Count;
            await Task.Yield();
            grain.Count = read + 1;
            Interlocked.Decrement(ref inside);
        }
    }

    [Fact]
    public async Task Calls_begin_in_the_order_in_which_they_arrive()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain();
        var first = new Signal();
        List<int> order = [];

        var calls = Enumerable.Range(0, 1000).Select(number => grain.Run(async _ =>
        {
            order.Add(number);
            if (number == 0)
                await first.Happened;
        })).ToList();
        first.Set();
        await Task.WhenAll(calls).Soon();

        Assert.Equal(Enumerable.Range(0, 1000), order);
    }

    [Fact]
    public async Task A_call_does_not_begin_while_another_awaits()
    {
        await using var silo = await TestSilo.StartAsync();
        var begun = new Signal();
        var release = new Signal();
        List<string> order = [];

        var first = silo.Grain().Run(async _ =>
        {
            begun.Set();
            await release.Happened;
            order.Add("first ended");
        });
        var second = silo.Grain().Run(_ =>
        {
            order.Add("second began");
            return Task.CompletedTask;
        });
        await begun.Happened.Soon();

        // A later call that interleaves has been through the grain: the second call had every chance to begin.
        await silo.Grain().RunAnytime(_ => Task.CompletedTask).Soon();
        Assert.Empty(order);
        release.Set();
        await Task.WhenAll(first, second).Soon();

        Assert.Equal(["first ended", "second began"], order);
    }

    [Fact]
    public async Task A_call_that_always_interleaves_overtakes_those_that_wait_but_takes_its_turn()
    {
        await using var silo = await TestSilo.StartAsync();
        var release = new Signal();
        List<string> order = [];

        var first = silo.Grain().Run(async _ =>
        {
            order.Add("first");
            await release.Happened;
        });
        var second = silo.Grain().Run(_ => Add("second"));
        await silo.Grain().RunAnytime(_ => Add("interleaving")).Soon();
        release.Set();
        await Task.WhenAll(first, second).Soon();

        Assert.Equal(["first", "interleaving", "second"], order);

        Task Add(string what)
        {
            order.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_call_that_always_interleaves_does_not_keep_others_out()
    {
        await using var silo = await TestSilo.StartAsync();
        var release = new Signal();

        var interleaving = silo.Grain().RunAnytime(_ => release.Happened);
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();
        release.Set();
        await interleaving.Soon();
    }

    [Fact]
    public async Task Calls_of_a_reentrant_class_interleave()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IReentrantGrain>("a");

        var waiting = grain.WaitForRelease();
        await grain.Release().Soon();
        await waiting.Soon();
    }

    [Fact]
    public async Task What_follows_an_await_runs_on_the_grains_own_scheduler()
    {
        await using var silo = await TestSilo.StartAsync();

        await silo.Grain().Run(async _ =>
        {
            var own = TaskScheduler.Current;
            Assert.NotSame(TaskScheduler.Default, own);
            await Task.Yield();
            Assert.Same(own, TaskScheduler.Current);
            var elsewhere = await Task.Run(() => TaskScheduler.Current);
            Assert.Same(TaskScheduler.Default, elsewhere);
            Assert.Same(own, TaskScheduler.Current);
            await silo.Grain("b").Run(_ => Task.CompletedTask);
            Assert.Same(own, TaskScheduler.Current);
        }).Soon();
    }

    [Fact]
    public async Task A_task_left_running_goes_on_between_calls_and_never_beside_them()
    {
        await using var silo = await TestSilo.StartAsync();
        const int Steps = 2000;
        var inside = 0;
        var overlaps = 0;
        Task? loop = null;

        await silo.Grain().Run(grain =>
        {
            loop = Loop(grain);
            return Task.CompletedTask;
        }).Soon();
        Assert.False(loop!.IsCompleted);
        var calls = Enumerable.Range(0, Steps).Select(_ => silo.Grain().Run(grain =>
        {
            Turn(grain);
            return Task.CompletedTask;
        }));
        await Task.WhenAll(calls.Append(loop)).Soon();

        Assert.Equal(0, overlaps);
        Assert.Equal(2 * Steps, await silo.Grain().Get(grain => Task.FromResult(grain.Count)));

        async Task Loop(ScriptedGrain grain)
        {
            for (var step = 0; step < Steps; step++)
            {
                await Task.Yield();
                Turn(grain);
            }
        }

        void Turn(ScriptedGrain grain)
        {
            if (Interlocked.Increment(ref inside) > 1)
                Interlocked.Increment(ref overlaps);
            grain.Count++;
            Interlocked.Decrement(ref inside);
        }
    }

    [Fact]
    public async Task An_exception_in_a_task_left_running_harms_nobody()
    {
        await using var silo = await TestSilo.StartAsync();
        var failed = new Signal();

        await silo.Grain().Run(grain =>
        {
            _ = Fail();
            return Task.CompletedTask;
        }).Soon();
        await failed.Happened.Soon();

        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        async Task Fail()
        {
            await Task.Yield();
            failed.Set();
            throw new InvalidOperationException("left behind");
        }
    }

    [Fact]
    public async Task A_grain_that_calls_itself_times_out_and_lives_on()
    {
        await using var silo = await TestSilo.StartAsync();
        var called = new Signal();
        var timedOut = new Signal();

        var call = silo.Grain().RunBriefly(async grain =>
        {
            var inner = grain.AsReference<IScriptedGrain>().Run(_ => Task.CompletedTask);
            called.Set();
            await Assert.ThrowsAsync<TimeoutException>(() => inner);
            timedOut.Set();
        });
        await called.Happened.Soon();
        silo.Clock.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        silo.Clock.Advance(TimeSpan.FromSeconds(26));

        await timedOut.Happened.Soon();
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();
    }

    [Fact]
    public async Task Async_locals_of_a_caller_do_not_reach_the_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        var local = new AsyncLocal<string?> { Value = "caller's" };

        await silo.Grain().Run(_ =>
        {
            Assert.Null(local.Value);
            local.Value = "grain's";
            return Task.CompletedTask;
        }).Soon();

        await silo.Grain().Run(_ =>
        {
            Assert.Null(local.Value);
            return Task.CompletedTask;
        }).Soon();
        Assert.Equal("caller's", local.Value);
    }
}
