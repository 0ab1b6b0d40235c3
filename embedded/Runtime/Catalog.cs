using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>The activations of the silo, one for each grain id in use.</summary>
internal sealed class Catalog
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly SiloRuntime _silo;
    private readonly GrainClasses _classes;
    private volatile bool _open;

    public Catalog(SiloRuntime silo, GrainClasses classes)
    {
        _silo = silo;
        _classes = classes;
        silo.Catalog = this;
    }

    internal int Count => _activations.Count;

    public override string ToString() => _activations.IsEmpty ? "no grain is active" : string.Join("; ", _activations.Values);

    internal void Open() => _open = true;

    /// <summary>Gives a request to the grain's activation, which comes to life if there is none.</summary>
    /// <exception cref="SiloUnavailableException">There is none, and the silo starts none.</exception>
    internal Activation Dispatch(GrainId id, Request request)
    {
        while (true)
        {
            var activation = GetOrCreate(id);
            if (activation.TryEnqueue(request))
                return activation;
        }
    }

    /// <summary>Puts a fresh activation with these requests in the place of one that ends. The caller holds the old one's gate.</summary>
    internal bool TrySucceed(Activation old, List<Request> waiting)
    {
        if (!_open)
            return false;

        // It must not begin before it is found here: it may end soon, and what it then says here must not be overwritten.
        var successor = new Activation(old.GrainId, _classes.Get(old.GrainId.Type), _silo, waiting);
        _activations[old.GrainId] = successor;
        EndIfClosed(successor);
        successor.Start();
        return true;
    }

    internal void Remove(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));

    /// <summary>Begins to end the activations that were idle for their collection age.</summary>
    internal void Collect()
    {
        foreach (var (_, activation) in _activations)
            activation.TryCollect();
    }

    /// <summary>Ends all activations and starts no more. Returns those that had not ended when the token fired.</summary>
    internal async Task<IReadOnlyList<Activation>> CloseAsync(CancellationToken cancellationToken)
    {
        _open = false;
        Interlocked.MemoryBarrier();

        // More than once, because one that just ended may have left a successor.
        do
        {
            Activation[] all = [.. _activations.Values];
            foreach (var activation in all)
                activation.Deactivate(Stopping, cancellationToken);
            await Task.WhenAll(all.Select(activation => activation.Deactivated))
                .WaitAsync(cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!_activations.IsEmpty && !cancellationToken.IsCancellationRequested);

        return [.. _activations.Values];
    }

    private static DeactivationReason Stopping => new(DeactivationReasonCode.ShuttingDown, "The silo stops.");

    private Activation GetOrCreate(GrainId id)
    {
        if (_activations.TryGetValue(id, out var existing))
            return existing;
        if (!_open)
            throw new SiloUnavailableException($"Grain {id} is not active, and the silo, which has not started or stops, activates none.");
        var fresh = new Activation(id, _classes.Get(id.Type), _silo, []);
        var activation = _activations.GetOrAdd(id, fresh);
        if (ReferenceEquals(activation, fresh))
            EndIfClosed(fresh);
        return activation;
    }

    // Closing looks at the activations after it says so: either it sees this one, or this one sees that it has said so.
    private void EndIfClosed(Activation activation)
    {
        Interlocked.MemoryBarrier();
        if (!_open)
            activation.Deactivate(Stopping);
    }
}
