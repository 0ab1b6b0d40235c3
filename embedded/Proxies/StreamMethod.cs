using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A method that returns a stream. Nothing is sent before the stream is read.</summary>
internal sealed class StreamMethod<T>(MethodInfo method, Func<object, object?[], IAsyncEnumerable<T>> invoke) : GrainMethod(method)
{
    internal Func<object, object?[], IAsyncEnumerable<T>> Invoke { get; } = invoke;

    internal override object Call(GrainProxy reference, object?[] arguments) => new GrainStream<T>(this, reference, arguments);
}
