using Orleans.Runtime;

namespace Orleans;

/// <summary>What the engine needs of a grain class; <see cref="Grain"/> is the usual way to have it.</summary>
public interface IGrainBase
{
    /// <summary>The activation this object is the instance of.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call; when it throws, the activation fails and so do the calls that wait for it.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs as the activation's last turn, after all calls in progress have ended.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="token">Fires when the time for it is up; the activation then ends without waiting.</param>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
