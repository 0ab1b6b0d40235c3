using System.Diagnostics.CodeAnalysis;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>An interceptor that stands around methods: made anew for each call, with the call's services.</summary>
[SuppressMessage("Design", "MA0053:Make class or record sealed", Justification = "The type that it stands in for is as open.")]
public class InterceptorRegistration
{
    private readonly ObjectFactory _make;

    internal InterceptorRegistration(Type type, object[] arguments)
    {
        if (!type.IsSubclassOf(typeof(Interceptor)) || type.IsAbstract)
            throw new ArgumentException($"{type} is no interceptor that can be made.", nameof(type));
        (Type, Arguments) = (type, arguments);
        _make = ActivatorUtilities.CreateFactory(type, [.. arguments.Select(argument => argument.GetType())]);
    }

    public Type Type { get; }

    /// <summary>What its constructor gets besides services.</summary>
    public IReadOnlyList<object> Arguments { get; }

    internal Interceptor Make(IServiceProvider services) => (Interceptor)_make(services, [.. Arguments]);
}
