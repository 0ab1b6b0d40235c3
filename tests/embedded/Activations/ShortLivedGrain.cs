namespace Orleans.Tx.Embedded.Tests.Activations;

[CollectionAgeLimit(Minutes = 3)]
public sealed class ShortLivedGrain : Grain, IShortLivedGrain
{
    private readonly Signal _deactivated = new();

    public Task<Signal> Deactivated() => Task.FromResult(_deactivated);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _deactivated.Set();
        return Task.CompletedTask;
    }
}
