using System.Collections.Concurrent;

namespace Orleans.Tx.Embedded.Tests.Races;

/// <summary>Sees to it that one grain's activations keep what the engine promises of them.</summary>
internal sealed class Watch(string key, ConcurrentQueue<string> broken)
{
    private int _alive;
    private int _inTurn;
    private int _inCall;
    private int _activations;

    public string Key => key;

    public int Alive => Volatile.Read(ref _alive);

    public int Activations => Volatile.Read(ref _activations);

    public void Begin()
    {
        Interlocked.Increment(ref _activations);
        if (Interlocked.Increment(ref _alive) != 1)
            Break("has two activations");
    }

    public void End() => Interlocked.Decrement(ref _alive);

    /// <summary>A piece of code between two awaits: no other runs on another thread.</summary>
    public void Turn(int length)
    {
        if (Interlocked.Increment(ref _inTurn) != 1)
            Break("runs two turns at a time");
        Thread.SpinWait(length);
        Interlocked.Decrement(ref _inTurn);
    }

    /// <summary>A call that does not interleave: no other such call is between its begin and its end.</summary>
    public async Task Call(Func<Task> work)
    {
        if (Interlocked.Increment(ref _inCall) != 1)
            Break("has two calls in progress");
        try
        {
            await work();
        }
        finally
        {
            Interlocked.Decrement(ref _inCall);
        }
    }

    public void Break(string what) => broken.Enqueue($"{key} {what}");
}
