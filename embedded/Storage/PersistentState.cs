using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A grain's stored state. Reads and writes wait for the one before, so that interleaving turns never conflict with
/// themselves.
/// </summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>, ILoadedWithActivation
{
    private readonly Activation _activation;
    private readonly string _name;
    private readonly IGrainStorage _storage;
    private readonly GrainState<TState> _state = new(StateSerializer.New<TState>());
    private Task _last = Task.CompletedTask;

    internal PersistentState(Activation activation, string name, IGrainStorage storage)
    {
        _activation = activation;
        _name = name;
        _storage = storage;
        activation.LoadBeforeActivation(this);
    }

    public TState State
    {
        get => InGrain(_state).State;
        set => InGrain(_state).State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Queue(_storage.ReadStateAsync, cancellationToken);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task WriteStateAsync(CancellationToken cancellationToken) => Queue(_storage.WriteStateAsync, cancellationToken);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ClearStateAsync(CancellationToken cancellationToken) => Queue(_storage.ClearStateAsync, cancellationToken);

    Task ILoadedWithActivation.LoadAsync(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    private Task Queue(
        Func<string, GrainId, IGrainState<TState>, CancellationToken, Task> operation, CancellationToken cancellationToken) =>
        _last = RunAfterAsync(InGrain(_last), operation, cancellationToken);

    private async Task RunAfterAsync(
        Task previous, Func<string, GrainId, IGrainState<TState>, CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await operation(_name, _activation.GrainId, _state, cancellationToken);
    }

    private T InGrain<T>(T value) => ReferenceEquals(RuntimeContext.Current, _activation)
        ? value
        : throw new InvalidOperationException(
            $"State '{_name}' of grain {_activation.GrainId} was used outside of the grain's turns, for instance after Task.Run or "
            + "ConfigureAwait(false).");
}
