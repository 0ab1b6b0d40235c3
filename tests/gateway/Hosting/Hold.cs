namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>Keeps a grain's answer back until the test lets it go.</summary>
internal sealed class Hold
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The gateway waits.</summary>
    public Task Reached => _reached.Task;

    public void Release() => _released.TrySetResult();

    public Task Wait()
    {
        _reached.TrySetResult();
        return _released.Task;
    }
}
