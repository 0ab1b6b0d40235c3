using Grpc.AspNetCore.Server.Binding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>What the calls of all methods of one service have in common.</summary>
internal sealed class CallParts<TService>
    where TService : class
{
    private readonly ObjectFactory<TService>? _make;

    public CallParts(CallSettings settings, IServiceProvider services)
    {
        Settings = settings;
        Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TService));
        Clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(TService)) != true)
            _make = ActivatorUtilities.CreateFactory<TService>([]);
    }

    public CallSettings Settings { get; }

    public ILogger Logger { get; }

    public TimeProvider Clock { get; }

    /// <summary>The object that answers a call, and whether it was made for it and has to be disposed with it.</summary>
    public (TService Service, bool IsOwn) Take(IServiceProvider services) =>
        _make is null ? (services.GetRequiredService<TService>(), false) : (_make(services, null), true);

    public static ValueTask Release(TService service)
    {
        switch (service)
        {
            case IAsyncDisposable disposable:
                return disposable.DisposeAsync();
            case IDisposable disposable:
                disposable.Dispose();
                return ValueTask.CompletedTask;
            default:
                return ValueTask.CompletedTask;
        }
    }
}
