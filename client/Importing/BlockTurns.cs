namespace Orleans.Tx.Client.Importing;

/// <summary>Lets the workers of a file go on in the order of its blocks.</summary>
internal sealed class BlockTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, TaskCompletionSource> _waiting = [];
    private long _next;

    /// <summary>Waits until all blocks before this one have had their turn.</summary>
    public Task Await(long number, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (number == _next)
                return Task.CompletedTask;
            var turn = _waiting[number] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return turn.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Whose turn it was is done.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_waiting.Remove(++_next, out var next))
                next.SetResult();
        }
    }
}
