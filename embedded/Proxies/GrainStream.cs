namespace Orleans.Runtime;

/// <summary>A stream from a grain, as its caller holds it. Each reading of it is an enumeration of its own in the grain.</summary>
internal sealed class GrainStream<T>(StreamMethod<T> method, GrainProxy reference, object?[] arguments) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new StreamReader<T>(method, reference, arguments, cancellationToken);
}
