using Grpc.AspNetCore.Server.Wire;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Takes the messages of a response. Each is flushed before the next: the method goes as fast as the caller reads.</summary>
internal sealed class ResponseStream<T>(ServerCall call, Action<T, SerializationContext> serializer) : IServerStreamWriter<T>
    where T : class
{
    // Messages that may wait for others do so up to here.
    private const int Batch = 16 * 1024;

    private readonly FrameWriter<T> _frames = new(call, serializer);
    private readonly CancellationToken _cancelled = call.CancellationToken;
    private bool _isClosed;

    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        _cancelled.ThrowIfCancellationRequested();
        if (_isClosed)
            throw new InvalidOperationException("The method has returned: it can't write any more.");

        var turn = call.Gate.Enter();
        try
        {
            if (!call.Http.Response.HasStarted)
                await call.Start();
            _frames.Put(message);
            if ((call.WriteOptions?.Flags & WriteFlags.BufferHint) is not (null or 0) && _frames.Waiting < Batch)
                return;
            var flush = _frames.Flush();
            if (!flush.IsCompletedSuccessfully)
            {
                // The connection goes on with it whoever waits: a write that is given up ends no message in the middle.
                var flushing = turn.Until(flush);
                turn = default;
                await flushing.WaitAsync(_cancelled).WaitAsync(cancellationToken);
            }
            else if ((await flush).IsCompleted)
            {
                throw new OperationCanceledException("The caller has gone.", _cancelled);
            }
        }
        finally
        {
            turn.Dispose();
        }
    }

    public void Close() => _isClosed = true;
}
