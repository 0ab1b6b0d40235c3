namespace Orleans.Tx.Embedded.Tests;

/// <summary>Something that happens once, and can be waited for.</summary>
public sealed class Signal
{
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Happened => _happened.Task;

    public void Set() => _happened.TrySetResult();
}
