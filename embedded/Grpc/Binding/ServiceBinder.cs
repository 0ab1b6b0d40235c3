using System.Reflection;
using Grpc.AspNetCore.Server.Calls;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Is told the methods of a service by its generated base, and finds the class's own method for each.</summary>
internal sealed class ServiceBinder<TService>(CallSettings settings, IServiceProvider services) : ServiceBinderBase
    where TService : class
{
    private readonly List<(IMethod Method, RequestDelegate Invoke)> _methods = [];
    private readonly CallParts<TService> _parts = new(settings, services);

    public CallSettings Settings { get; } = settings;

    public IReadOnlyList<(IMethod Method, RequestDelegate Invoke)> Methods => _methods;

    /// <exception cref="InvalidOperationException">The type has no generated base, or a kind of method that is not served.</exception>
    public void Bind()
    {
        var generated = typeof(TService);
        while (generated is not null && generated.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is null)
            generated = generated.BaseType;
        var mark = generated?.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false)
            ?? throw new InvalidOperationException($"{typeof(TService)} has no base that was generated for a gRPC service.");
        var bind = mark.BindType.GetMethod(mark.BindMethodName, [typeof(ServiceBinderBase), generated!])
            ?? throw new InvalidOperationException($"{mark.BindType}.{mark.BindMethodName} does not bind {generated}.");
        bind.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [this, null], null);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var own = Own<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(method, typeof(TRequest), typeof(ServerCallContext));
        _methods.Add((method, new UnaryCallHandler<TService, TRequest, TResponse>(_parts, method, own).Handle));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var own = Own<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        _methods.Add((method, new ServerStreamingCallHandler<TService, TRequest, TResponse>(_parts, method, own).Handle));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var own = Own<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        _methods.Add((method, new DuplexCallHandler<TService, TRequest, TResponse>(_parts, method, own).Handle));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
        throw new InvalidOperationException(
            $"{method.FullName}: methods with a stream of requests and one response are not served by this engine; "
            + "unary, server-streaming and duplex methods are.");

    private static TDelegate Own<TDelegate>(IMethod method, params Type[] parameters)
        where TDelegate : Delegate =>
        typeof(TService).GetMethod(method.Name, parameters)?.CreateDelegate<TDelegate>()
        ?? throw new InvalidOperationException($"{typeof(TService)} has no public method for {method.FullName}.");
}
