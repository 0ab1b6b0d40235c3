using System.Collections.Concurrent;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>What goes wrong at a store, in the order it was asked for; each thing once.</summary>
internal sealed class Faults
{
    private readonly ConcurrentDictionary<(StoreStep Step, bool Done), ConcurrentQueue<Func<CancellationToken, Task>>> _planned = [];
    private readonly ConcurrentDictionary<StoreStep, int> _passed = [];

    /// <summary>The store can't be reached, whatever is asked.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often a step was begun.</summary>
    public int Count(StoreStep step) => _passed.GetValueOrDefault(step);

    /// <summary>The step fails and nothing is done.</summary>
    public void Fail(StoreStep step, Exception? with = null, int times = 1)
    {
        for (; times > 0; times--)
            Plan(step, done: false, _ => Task.FromException(with ?? Away()));
    }

    /// <summary>The step is done and whoever asked never hears of it.</summary>
    public void LoseAnswer(StoreStep step) => Plan(step, done: true, _ => Task.FromException(Away()));

    /// <summary>The step stands still before anything is done.</summary>
    public Gate Block(StoreStep step)
    {
        var gate = new Gate();
        Plan(step, done: false, gate.Pass);
        return gate;
    }

    /// <summary>The step is done and its answer stands still.</summary>
    public Gate BlockAnswer(StoreStep step)
    {
        var gate = new Gate();
        Plan(step, done: true, gate.Pass);
        return gate;
    }

    /// <summary>Someone else does something right before the step.</summary>
    public void Precede(StoreStep step, Action work) => Plan(
        step,
        done: false,
        _ =>
        {
            work();
            return Task.CompletedTask;
        });

    /// <summary>Nothing more goes wrong.</summary>
    public void End()
    {
        IsAway = false;
        _planned.Clear();
    }

    public async Task Begin(StoreStep step, CancellationToken cancellationToken = default)
    {
        _passed.AddOrUpdate(step, 1, (_, count) => count + 1);

        // No store answers before it was asked.
        await Task.Yield();
        if (IsAway)
            throw Away();
        await Happen(step, done: false, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public Task Answer(StoreStep step, CancellationToken cancellationToken = default) => Happen(step, done: true, cancellationToken);

    private static TxException Away() => new(TxError.Unavailable, "the store is away");

    private void Plan(StoreStep step, bool done, Func<CancellationToken, Task> what) => _planned.GetOrAdd((step, done), _ => []).Enqueue(what);

    private Task Happen(StoreStep step, bool done, CancellationToken cancellationToken) =>
        _planned.TryGetValue((step, done), out var planned) && planned.TryDequeue(out var what) ? what(cancellationToken) : Task.CompletedTask;
}
