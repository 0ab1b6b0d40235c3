namespace Orleans.Tx.Gateway.Draining;

/// <summary>Counts what is being answered. Thread-safe.</summary>
internal sealed class RequestsUnderWay
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _none;
    private int _count;

    /// <summary>Completes when there is none, be it for a moment.</summary>
    public Task None
    {
        get
        {
            lock (_gate)
                return _count == 0 ? Task.CompletedTask : (_none ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public async Task Count(Func<Task> answer)
    {
        lock (_gate)
            _count++;
        try
        {
            await answer();
        }
        finally
        {
            lock (_gate)
            {
                if (--_count == 0)
                {
                    _none?.SetResult();
                    _none = null;
                }
            }
        }
    }
}
