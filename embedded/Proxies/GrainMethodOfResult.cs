using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A method that returns a task.</summary>
/// <param name="method">The interface's method.</param>
/// <param name="invoke">Calls it on a grain.</param>
/// <param name="toReturn">Makes what it returns of the task for the answer.</param>
internal sealed class GrainMethod<TResult>(
    MethodInfo method, Func<object, object?[], Task<TResult>> invoke, Func<Task<TResult>, object> toReturn) : GrainMethod(method)
{
    internal Func<object, object?[], Task<TResult>> Invoke { get; } = invoke;

    internal override object Call(GrainProxy reference, object?[] arguments)
    {
        var call = new GrainCall<TResult>(this, reference.GrainId, arguments, reference.Factory.Silo);
        if (call.TryBegin())
            reference.Send(call);
        return toReturn(call.Result);
    }
}
