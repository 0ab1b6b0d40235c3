using Orleans.Concurrency;

namespace Orleans.Tx.Embedded.Tests.Turns;

[Reentrant]
public sealed class ReentrantGrain : Grain, IReentrantGrain
{
    private readonly Signal _release = new();

    public Task WaitForRelease() => _release.Happened;

    public Task Release()
    {
        _release.Set();
        return Task.CompletedTask;
    }
}
