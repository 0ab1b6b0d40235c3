namespace Orleans.Runtime;

/// <summary>An enumeration in the grain that a reader elsewhere takes its batches from. All of it runs as turns of the grain.</summary>
internal sealed class StreamSource<T> : IStreamSource
{
    private const int BatchSize = 100;

    private readonly GrainStreams _streams;
    private readonly CancellationTokenSource _cancelled = new();
    private readonly IAsyncEnumerator<T> _items;
    private Task<bool>? _next;
    private bool _isBusy;
    private bool _wasRead;
    private bool _isClosed;

    internal StreamSource(GrainStreams streams, Activation activation, StreamMethod<T> method, object?[] arguments)
    {
        _streams = streams;
        Activation = activation;
        if (method.CancellationIndex >= 0)
            arguments[method.CancellationIndex] = _cancelled.Token;
        _items = method.Invoke(activation.GrainInstance!, arguments).GetAsyncEnumerator(_cancelled.Token);
    }

    internal Activation Activation { get; }

    private SiloRuntime Silo => Activation.Silo;

    public bool IsForgotten()
    {
        var forgotten = !_isBusy && !_wasRead;
        _wasRead = false;
        return forgotten;
    }

    Task IStreamSource.CloseAsync() => CloseAsync(Activation);

    /// <summary>The next items: what is ready, else the first that comes; none when that takes long or the activation ends.</summary>
    internal async Task<StreamBatch<T>> ReadAsync(Activation activation)
    {
        if (_isClosed)
            throw StreamStep<T>.Aborted();
        _isBusy = true;
        try
        {
            var ready = TakeReady();
            return ready.Count > 0 ? new(ready, IsLast: false) : await WaitForNextAsync();
        }
        catch
        {
            await CloseAsync(activation);
            throw;
        }
        finally
        {
            _isBusy = false;
            _wasRead = true;
        }
    }

    internal async Task<StreamBatch<T>> CloseAsync(Activation activation)
    {
        if (_isClosed)
            return new([], IsLast: true);
        _isClosed = true;
        _streams.Remove(this);
        Cancel();
        if (_next is Task pending)
            await pending.WaitAsync(Silo.ResponseTimeout, Silo.Time).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_next is null or { IsCompleted: true })
            await _items.DisposeAsync();
        return new([], IsLast: true);
    }

    // Right here, not on the thread pool: what listens is the grain's code.
    private void Cancel() => _cancelled.Cancel();

    private List<T> TakeReady()
    {
        List<T> ready = [];
        while (_next is null && ready.Count < BatchSize)
        {
            var next = _items.MoveNextAsync();
            if (next is { IsCompletedSuccessfully: true, Result: true })
                ready.Add(_items.Current);
            else
                _next = next.AsTask();
        }

        return ready;
    }

    private async Task<StreamBatch<T>> WaitForNextAsync()
    {
        // The reader repeats a step that brings nothing; so no turn, and no deactivation, waits for long.
        await ((Task)_next!).WaitAsync(Silo.ResponseTimeout / 2, Silo.Time, Activation.Deactivating).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!_next.IsCompleted)
            return new([], IsLast: false);
        var hasNext = await _next;
        _next = null;
        return hasNext ? new([_items.Current], IsLast: false) : await CloseAsync(Activation);
    }
}
