using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Activations;

/// <summary>A grain that doesn't derive from <see cref="Grain"/>, of a class and an interface that are not public.</summary>
[GrainType("unadorned")]
internal sealed class PlainGrain(IGrainContext context) : IGrainBase, IPlainGrain
{
    private bool _isActive;

    public IGrainContext GrainContext { get; } = context;

    public Task OnActivateAsync(CancellationToken token)
    {
        _isActive = true;
        return Task.CompletedTask;
    }

    public Task<string> Describe() => Task.FromResult($"{GrainContext.GrainId} {_isActive}");
}
