namespace Orleans.Runtime;

/// <summary>Reads a grain's stream for its caller, a batch at a time.</summary>
internal sealed class StreamReader<T> : IAsyncEnumerator<T>
{
    private readonly StreamMethod<T> _method;
    private readonly GrainProxy _reference;
    private readonly object?[] _arguments;
    private readonly CancellationTokenSource _cancelled;
    private volatile StreamSource<T>? _source;
    private StreamBatch<T> _batch = new([], IsLast: false);
    private int _position = -1;

    internal StreamReader(StreamMethod<T> method, GrainProxy reference, object?[] arguments, CancellationToken cancellationToken)
    {
        _method = method;
        _reference = reference;
        _arguments = [.. arguments];
        var ofCall = method.CancellationIndex >= 0 ? (CancellationToken)arguments[method.CancellationIndex]! : default;
        _cancelled = CancellationTokenSource.CreateLinkedTokenSource(ofCall, cancellationToken);
    }

    public T Current => _batch.Items[_position];

    public async ValueTask<bool> MoveNextAsync()
    {
        _cancelled.Token.ThrowIfCancellationRequested();
        if (++_position < _batch.Items.Count)
            return true;
        _position = -1;
        while (!_batch.IsLast)
        {
            _batch = await ReadAsync();
            if (_batch.Items.Count == 0)
                continue;
            _position = 0;
            return true;
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is { } source)
        {
            var closing = new StreamStep<T>(source.CloseAsync, opens: false);
            if (source.Activation.TryEnqueue(closing))
                await ((Task)closing.Result).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        _cancelled.Dispose();
    }

    private async Task<StreamBatch<T>> ReadAsync()
    {
        var step = Send();
        await using var registration = _cancelled.Token.UnsafeRegister(
            static (step, token) => ((StreamStep<T>)step!).Cancel(token), step);
        return await step.Result;
    }

    private StreamStep<T> Send()
    {
        if (_source is not { } source)
        {
            var opening = new StreamStep<T>(OpenAsync, opens: true);
            _reference.Send(opening);
            return opening;
        }

        var reading = new StreamStep<T>(source.ReadAsync, opens: false);
        return source.Activation.TryEnqueue(reading) ? reading : throw StreamStep<T>.Aborted();
    }

    // Runs in the grain.
    private Task<StreamBatch<T>> OpenAsync(Activation activation)
    {
        var source = activation.Streams.Open(_method, _arguments);
        _source = source;

        // The reader may have given up before there was anything to close.
        return _cancelled.IsCancellationRequested ? source.CloseAsync(activation) : source.ReadAsync(activation);
    }
}
