using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>A method of a grain interface, as callers see it.</summary>
internal abstract class GrainMethod(MethodInfo method)
{
    internal string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}";

    internal bool Interleaves { get; } = method.IsDefined(typeof(AlwaysInterleaveAttribute), inherit: true);

    internal TimeSpan? ResponseTimeout { get; } = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;

    /// <summary>Where among the arguments the cancellation token is, or -1.</summary>
    internal int CancellationIndex { get; } =
        Array.FindIndex(method.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken));

    /// <summary>Sends a call and returns what the method returns: a task, or a stream.</summary>
    internal abstract object Call(GrainProxy reference, object?[] arguments);
}
