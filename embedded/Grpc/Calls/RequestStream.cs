using Grpc.AspNetCore.Server.Wire;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>The messages of a request, as the service reads them.</summary>
internal sealed class RequestStream<T>(FrameReader<T> frames, ServerCall call) : IAsyncStreamReader<T>
    where T : class
{
    private T? _current;

    public T Current => _current ?? throw new InvalidOperationException("There is no message: MoveNext was not called, or found the end.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (call.Deadline is not { } deadline)
        {
            _current = await frames.Next(cancellationToken);
        }
        else
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            _current = await frames.Next(either.Token);
        }

        return _current is not null;
    }
}
