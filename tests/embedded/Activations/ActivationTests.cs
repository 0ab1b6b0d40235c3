using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Activations;

public sealed class ActivationTests
{
    [Fact]
    public async Task First_calls_of_64_concurrent_callers_share_one_activation()
    {
        var made = 0;
        await using var silo = await TestSilo.StartAsync(hooks: new() { Constructed = _ => Interlocked.Increment(ref made) });

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => silo.Grain().Run(_ => Task.CompletedTask)))).Soon();

        Assert.Equal(1, made);
    }

    [Fact]
    public async Task Each_key_has_its_own_activation()
    {
        await using var silo = await TestSilo.StartAsync();

        await silo.Grain("a").Run(grain => Task.FromResult(grain.Count = 1)).Soon();

        Assert.Equal(0, await silo.Grain("b").Get(grain => Task.FromResult(grain.Count)).Soon());
        Assert.Equal(1, await silo.Grain("a").Get(grain => Task.FromResult(grain.Count)).Soon());
    }

    [Fact]
    public async Task Nothing_is_activated_before_the_first_call()
    {
        var made = 0;
        await using var silo = await TestSilo.StartAsync(hooks: new() { Constructed = _ => Interlocked.Increment(ref made) });

        var grain = silo.Grain();
        Assert.Equal(0, made);
        await grain.Run(_ => Task.CompletedTask).Soon();
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task OnActivateAsync_ends_before_the_first_call_begins()
    {
        var release = new Signal();
        List<string> order = [];
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Activating = async (_, _) =>
            {
                await release.Happened;
                order.Add("activated");
            },
        });

        var call = silo.Grain().RunAnytime(_ =>
        {
            order.Add("called");
            return Task.CompletedTask;
        });
        release.Set();
        await call.Soon();

        Assert.Equal(["activated", "called"], order);
    }

    [Fact]
    public async Task A_constructor_that_throws_fails_the_call_and_the_next_one_activates_anew()
    {
        var attempts = 0;
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Constructed = _ =>
            {
                if (++attempts == 1)
                    throw new InvalidOperationException("not yet");
            },
        });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Grain().Run(_ => Task.CompletedTask).Soon());
        Assert.Equal("not yet", failure.Message);
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task OnActivateAsync_that_throws_fails_all_calls_that_wait_and_the_next_one_activates_anew()
    {
        var release = new Signal();
        var attempts = 0;
        var said = 0;
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Activating = async (_, _) =>
            {
                if (++attempts > 1)
                    return;
                await release.Happened;
                throw new InvalidOperationException("not yet");
            },
            Deactivating = (_, _, _) => Task.FromResult(++said),
        });

        var calls = Enumerable.Range(0, 64).Select(_ => silo.Grain().Run(_ => Task.CompletedTask)).ToList();
        release.Set();
        foreach (var call in calls)
            Assert.Equal("not yet", (await Assert.ThrowsAsync<InvalidOperationException>(() => call.Soon())).Message);
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();

        Assert.Equal(2, attempts);
        Assert.Equal(0, said);
    }

    [Fact]
    public async Task OnActivateAsync_that_does_not_end_fails_the_call_when_its_time_is_up()
    {
        var begun = new Signal();
        var cancelled = new Signal();
        await using var silo = await TestSilo.StartAsync(hooks: new()
        {
            Activating = (_, cancellation) =>
            {
                begun.Set();
                cancellation.Register(cancelled.Set);
                return new TaskCompletionSource().Task;
            },
        });

        var call = silo.Grain().Run(_ => Task.CompletedTask);
        await begun.Happened.Soon();
        silo.Clock.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        await cancelled.Happened.Soon();
    }

    [Fact]
    public async Task A_grain_class_need_neither_be_public_nor_derive_from_Grain()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IPlainGrain>("a");

        Assert.Equal("unadorned/a True", await grain.Describe().Soon());
        Assert.Equal("unadorned/a True unadorned/a True", await grain.DescribeTwice().Soon());
    }

    [Fact]
    public async Task Scoped_services_live_and_end_with_the_activation()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.Services.AddScoped<Disposable>());
        Disposable? first = null;

        await silo.Grain().Run(grain =>
        {
            first = grain.ServiceProvider.GetRequiredService<Disposable>();
            Assert.Same(first, grain.ServiceProvider.GetRequiredService<Disposable>());
            Assert.Same(grain.GrainContext, grain.ServiceProvider.GetRequiredService<IGrainContext>());
            grain.DeactivateOnIdle();
            return Task.CompletedTask;
        }).Soon();

        await first!.Disposed.Happened.Soon();
    }

    private sealed class Disposable : IDisposable
    {
        public Signal Disposed { get; } = new();

        public void Dispose() => Disposed.Set();
    }
}
