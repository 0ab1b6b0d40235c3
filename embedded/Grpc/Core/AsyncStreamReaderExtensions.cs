namespace Grpc.Core;

/// <summary>Shorter ways to read.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>Waits for the next message; false where the sender has ended.</summary>
    public static Task<bool> MoveNext<T>(this IAsyncStreamReader<T> streamReader)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return streamReader.MoveNext(CancellationToken.None);
    }
}
