using System.Collections.Frozen;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A grain interface: its methods, and how references by it are made.</summary>
internal sealed class GrainInterface
{
    private readonly FrozenDictionary<MethodInfo, GrainMethod> _methods;
    private readonly GrainProxy _prototype;
    private readonly Type _type;
    private object? _implementation;

    internal GrainInterface(Type type, GrainFactory factory)
    {
        if (!type.IsInterface || !type.IsAssignableTo(typeof(IAddressable)))
            throw new ArgumentException($"{type} is not a grain interface.", nameof(type));
        _type = type;
        _methods = type.GetInterfaces().Append(type)
            .SelectMany(declaring => declaring.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method is { IsVirtual: true, IsFinal: false, IsPrivate: false })
            .ToFrozenDictionary(method => method, GrainMethodCompiler.Compile);
        _prototype = (GrainProxy)DispatchProxy.Create(type, typeof(GrainProxy));
        _prototype.Initialize(this, factory);
    }

    internal GrainMethod this[MethodInfo method] => _methods[method];

    internal GrainProxy Reference(GrainId id) => _prototype.For(id);

    /// <summary>The class behind the interface.</summary>
    /// <exception cref="ArgumentException">None implements it, or more than one.</exception>
    internal GrainType Implementation(string? classNamePrefix)
    {
        if (classNamePrefix is not null)
            return GrainClasses.Implementing(_type, classNamePrefix);
        return (GrainType)(_implementation ??= GrainClasses.Implementing(_type, null));
    }
}
