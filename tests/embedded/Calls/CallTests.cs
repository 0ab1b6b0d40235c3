using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Calls;

public sealed class CallTests
{
    [Fact]
    public async Task Results_come_back_whatever_kind_of_task_the_method_returns()
    {
        await using var silo = await TestSilo.StartAsync();

        await silo.Grain().Run(async _ => await Task.Yield()).Soon();
        await silo.Grain().RunAsValueTask(_ => ValueTask.CompletedTask).AsTask().Soon();
        await silo.Grain().RunAsValueTask(async _ => await Task.Yield()).AsTask().Soon();
        Assert.Equal(1, await silo.Grain().Get(_ => Task.FromResult(1)).Soon());
        Assert.Equal(2, await silo.Grain().GetAsValueTask(_ => new(2)).AsTask().Soon());
        Assert.Equal(3, await silo.Grain().GetAsValueTask(async _ =>
        {
            await Task.Yield();
            return 3;
        }).AsTask().Soon());
    }

    [Fact]
    public async Task An_exception_keeps_type_message_and_the_grains_stack()
    {
        await using var silo = await TestSilo.StartAsync();

        var failure = await Assert.ThrowsAsync<DivideByZeroException>(() => silo.Grain().Get(async grain =>
        {
            await Task.Yield();
            return FailDeepInTheGrain();
        }).Soon());

        Assert.Equal("by nothing", failure.Message);
        Assert.Contains(nameof(FailDeepInTheGrain), failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_before_the_first_await_comes_back_in_the_task()
    {
        await using var silo = await TestSilo.StartAsync();

        var call = silo.Grain().GetAsValueTask(_ => new ValueTask<int>(FailDeepInTheGrain())).AsTask();

        await Assert.ThrowsAsync<DivideByZeroException>(() => call.Soon());
    }

    [Fact]
    public async Task A_cancellation_in_the_grain_comes_back_as_one()
    {
        await using var silo = await TestSilo.StartAsync();

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(
            () => silo.Grain().Run(_ => throw new OperationCanceledException("given up")).Soon());

        Assert.Equal("given up", failure.Message);
    }

    [Fact]
    public async Task A_caller_gets_a_TimeoutException_when_no_answer_comes_in_30_seconds()
    {
        await using var silo = await TestSilo.StartAsync();
        var begun = new Signal();
        var release = new Signal();
        var finished = new Signal();
        var call = silo.Grain().Run(async _ =>
        {
            begun.Set();
            await release.Happened;
            finished.Set();
        });
        await begun.Happened.Soon();

        silo.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(call.IsCompleted);
        silo.Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());

        // The grain goes on as if nothing had happened.
        release.Set();
        await finished.Happened.Soon();
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();
    }

    [Fact]
    public async Task A_method_with_its_own_response_timeout_goes_by_that()
    {
        await using var silo = await TestSilo.StartAsync();
        var release = new Signal();
        var call = silo.Grain().RunBriefly(_ => release.Happened);

        silo.Clock.Advance(TimeSpan.FromSeconds(6));

        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        release.Set();
    }

    [Fact]
    public async Task A_call_whose_caller_has_stopped_waiting_does_not_begin()
    {
        await using var silo = await TestSilo.StartAsync();
        var begun = new Signal();
        var release = new Signal();
        var ran = false;
        var first = silo.Grain().Run(async _ =>
        {
            begun.Set();
            await release.Happened;
        });
        await begun.Happened.Soon();
        var second = silo.Grain().RunBriefly(_ =>
        {
            ran = true;
            return Task.CompletedTask;
        });

        silo.Clock.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<TimeoutException>(() => second.Soon());
        release.Set();
        await first.Soon();
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        Assert.False(ran);
    }

    [Fact]
    public async Task Cancelling_ends_the_callers_wait_and_cancels_the_grains_token_in_its_own_turns()
    {
        await using var silo = await TestSilo.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var begun = new Signal();
        var cancelledOn = new TaskCompletionSource<TaskScheduler>();
        TaskScheduler? own = null;
        var call = silo.Grain().RunCancellable(
            async (_, token) =>
            {
                own = TaskScheduler.Current;
                token.Register(() => cancelledOn.SetResult(TaskScheduler.Current));
                begun.Set();
                await cancelledOn.Task;
                token.ThrowIfCancellationRequested();
            },
            cancellation.Token);
        await begun.Happened.Soon();

        await cancellation.CancelAsync();

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal(cancellation.Token, failure.CancellationToken);
        Assert.Same(own, await cancelledOn.Task.Soon());
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_does_not_begin()
    {
        await using var silo = await TestSilo.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var release = new Signal();
        var ran = false;
        var first = silo.Grain().Run(_ => release.Happened);
        var second = silo.Grain().RunCancellable((_, _) => Task.FromResult(ran = true), cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Soon());
        release.Set();
        await first.Soon();
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        Assert.False(ran);
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_sent()
    {
        var made = 0;
        await using var silo = await TestSilo.StartAsync(hooks: new() { Constructed = _ => made++ });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => silo.Grain().RunCancellable((_, _) => Task.CompletedTask, new(canceled: true)).Soon());

        Assert.Equal(0, made);
    }

    [Fact]
    public async Task References_to_the_same_grain_are_equal_and_know_its_key()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Equal(silo.Grain("a"), silo.Grain("a"));
        Assert.NotEqual(silo.Grain("a"), silo.Grain("b"));
        Assert.Equal("a", silo.Grain("a").GetPrimaryKeyString());
        Assert.Equal("scripted/a", silo.Grain("a").GetGrainId().ToString());
        Assert.Equal(silo.Grain("a"), silo.Grains.GetGrain<IScriptedGrain>(GrainId.Parse("scripted/a")));
        await silo.Grain("a").Run(grain =>
        {
            Assert.Equal("a", grain.GetPrimaryKeyString());
            Assert.Equal(silo.Grain("a"), grain.AsReference<IScriptedGrain>());
            return Task.CompletedTask;
        }).Soon();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_blank_key_is_refused(string key)
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Throws<ArgumentException>(() => silo.Grain(key));
    }

    [Fact]
    public async Task An_interface_without_a_grain_class_is_refused()
    {
        await using var silo = await TestSilo.StartAsync();

        var failure = Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<IUnimplementedGrain>("a"));

        Assert.Contains(nameof(IUnimplementedGrain), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interface_with_a_method_that_returns_no_task_is_refused()
    {
        await using var silo = await TestSilo.StartAsync();

        var failure = Assert.Throws<NotSupportedException>(() => silo.Grains.GetGrain<ISynchronousGrain>("a"));

        Assert.Contains(nameof(ISynchronousGrain.Get), failure.Message, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FailDeepInTheGrain() => throw new DivideByZeroException("by nothing");
}
