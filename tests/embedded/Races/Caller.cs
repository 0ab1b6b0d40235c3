using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Tx.Embedded.Tests.Races;

/// <summary>Somebody who calls grains in all the ways there are, and has them end in all the ways there are.</summary>
internal sealed class Caller(TestSilo silo, IReadOnlyList<Watch> grains, int seed)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(seed);

    public async Task RunAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
            await StepAsync(_random.Next(grains.Count));
    }

    private Task StepAsync(int target) => _random.Next(10) switch
    {
        0 => GrainOf(target).Run(DeactivateOnIdle(target)),
        1 => GrainOf(target).RunAnytime(DeactivateOnIdle(target)),
        2 => Assert.ThrowsAsync<InconsistentStateException>(() => GrainOf(target).Run(Fail(target, new InconsistentStateException("stale")))),
        3 => Assert.ThrowsAsync<ArithmeticException>(() => GrainOf(target).Run(Fail(target, new ArithmeticException()))),
        4 => GrainOf(target).RunAnytime(Anytime(target)),
        5 => CallInOrderAsync(target),
        6 => CallThroughAnotherAsync(target),
        7 => CancelAsync(target),
        8 => ReadAsync(target),
        _ => TimeAsync(target),
    };

    private IScriptedGrain GrainOf(int target) => silo.Grain(grains[target].Key);

    private Func<ScriptedGrain, Task> Ordinary(int target, Func<ScriptedGrain, Task>? inside = null)
    {
        var anytime = Anytime(target);
        return grain => grains[target].Call(async () =>
        {
            await anytime(grain);
            if (inside is not null)
                await inside(grain);
            grains[target].Turn(1);
        });
    }

    private Func<ScriptedGrain, Task> Anytime(int target)
    {
        var (length, awaits) = (_random.Next(200), _random.Next(3));
        return async _ =>
        {
            grains[target].Turn(length);
            for (var left = awaits; left > 0; left--)
            {
                await Task.Yield();
                grains[target].Turn(length);
            }
        };
    }

    private Func<ScriptedGrain, Task> DeactivateOnIdle(int target)
    {
        var anytime = Anytime(target);
        return grain =>
        {
            grain.DeactivateOnIdle();
            return anytime(grain);
        };
    }

    private Func<ScriptedGrain, Task> Fail(int target, Exception failure) => Ordinary(target, _ => throw failure);

    private async Task CallInOrderAsync(int target)
    {
        var (reference, begun) = (GrainOf(target), 0);
        await Task.WhenAll(Enumerable.Range(0, _random.Next(2, 20)).Select(number => reference.Run(Ordinary(target, _ =>
        {
            if (begun++ != number)
                grains[target].Break("runs a caller's calls out of order");
            return Task.CompletedTask;
        }))));
    }

    // Only ever to a grain further on, so that no calls go round in a circle.
    private Task CallThroughAnotherAsync(int target)
    {
        if (target == grains.Count - 1)
            return GrainOf(target).Run(Ordinary(target));
        var last = _random.Next(target + 1, grains.Count);
        var work = Ordinary(last);
        return GrainOf(target).Run(Ordinary(target, grain => grain.GrainFactory.GetGrain<IScriptedGrain>(grains[last].Key).Run(work)));
    }

    private async Task CancelAsync(int target)
    {
        using var cancellation = new CancellationTokenSource();
        var work = Ordinary(target);
        var call = GrainOf(target).RunCancellable((grain, _) => work(grain), cancellation.Token);
        if (_random.Next(2) == 0)
            await Task.Yield();
        await cancellation.CancelAsync();
        await call.ContinueWith(
            ended => Assert.True(ended.Exception is null, $"{ended.Exception}"),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task ReadAsync(int target)
    {
        var (items, wanted) = (_random.Next(300), _random.Next(300));
        try
        {
            await foreach (var _ in GrainOf(target).Stream((_, _) => Count(items)))
            {
                if (--wanted <= 0)
                    return;
            }
        }
        catch (EnumerationAbortedException)
        {
            // Its activation has ended: that is what readers are told.
        }

        async IAsyncEnumerable<int> Count(int most)
        {
            for (var item = 0; item < most; item++)
            {
                if (item % 50 == 0)
                    await Task.Yield();
                grains[target].Turn(1);
                yield return item;
            }
        }
    }

    private async Task TimeAsync(int target)
    {
        var (length, ends) = (_random.Next(200), _random.Next(4) == 0);
        await GrainOf(target).Run(Ordinary(target, grain =>
        {
            grain.RegisterGrainTimer(
                () => grains[target].Call(async () =>
                {
                    grains[target].Turn(length);
                    await Task.Yield();
                    grains[target].Turn(length);
                    if (ends)
                        grain.DeactivateOnIdle();
                }),
                Second,
                Second);
            return Task.CompletedTask;
        }));
        silo.Clock.Advance(_random.Next(1, 4) * Second);
    }
}
