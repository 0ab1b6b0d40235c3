namespace Grpc.Core;

/// <summary>Takes messages to send, one after the other.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the next messages are sent.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Sends a message. Done when the connection has taken it: awaited, it goes as fast as the receiver reads.</summary>
    Task WriteAsync(T message);

    /// <inheritdoc cref="WriteAsync(T)"/>
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This writer can't be cancelled.")
        : WriteAsync(message);
}
