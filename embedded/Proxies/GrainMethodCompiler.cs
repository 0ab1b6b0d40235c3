using System.Linq.Expressions;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Makes grain methods of the methods of an interface.</summary>
internal static class GrainMethodCompiler
{
    internal static GrainMethod Compile(MethodInfo method)
    {
        if (method.IsGenericMethodDefinition || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            throw Unsupported(method, "its parameters are generic or by reference");
        var returned = method.ReturnType;
        if (returned == typeof(Task))
            return OfResult<Nothing>(method, Adapt(nameof(Nothing.From), typeof(Task)), static answer => answer);
        if (returned == typeof(ValueTask))
            return OfResult<Nothing>(method, Adapt(nameof(Nothing.From), typeof(ValueTask)), static answer => new ValueTask(answer));
        if (!returned.IsGenericType)
            throw Unsupported(method, "it returns no task");
        var definition = returned.GetGenericTypeDefinition();
        var maker = definition == typeof(Task<>) ? nameof(OfTask)
            : definition == typeof(ValueTask<>) ? nameof(OfValueTask)
            : definition == typeof(IAsyncEnumerable<>) ? nameof(OfStream)
            : throw Unsupported(method, "it returns no task");
        return (GrainMethod)typeof(GrainMethodCompiler)
            .GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(returned.GetGenericArguments())
            .Invoke(null, [method])!;
    }

    private static GrainMethod<T> OfTask<T>(MethodInfo method) =>
        OfResult<T>(method, call => call, static answer => answer);

    private static GrainMethod<T> OfValueTask<T>(MethodInfo method) =>
        OfResult<T>(method, call => Expression.Call(call, nameof(ValueTask<T>.AsTask), null), static answer => new ValueTask<T>(answer));

    private static StreamMethod<T> OfStream<T>(MethodInfo method) =>
        new(method, Compile<IAsyncEnumerable<T>>(method, call => call));

    private static GrainMethod<T> OfResult<T>(
        MethodInfo method, Func<Expression, Expression> toTask, Func<Task<T>, object> toReturn) =>
        new(method, Compile<Task<T>>(method, toTask), toReturn);

    private static Func<object, object?[], T> Compile<T>(MethodInfo method, Func<Expression, Expression> adapt)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, index) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType)));
        return Expression.Lambda<Func<object, object?[], T>>(adapt(call), grain, arguments).Compile();
    }

    private static Func<Expression, Expression> Adapt(string name, Type task) =>
        call => Expression.Call(typeof(Nothing).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static, [task])!, call);

    private static NotSupportedException Unsupported(MethodInfo method, string why) =>
        new($"{method.DeclaringType}.{method.Name} can't be a grain's method: {why}. "
            + "Grains' methods return Task, ValueTask (of something or nothing) or IAsyncEnumerable.");
}
