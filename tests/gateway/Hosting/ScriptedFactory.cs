using System.Reflection;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>A grain factory whose every grain is the scripted one: a proxy, since either engine's interface may have more members.</summary>
public class ScriptedFactory : DispatchProxy
{
    private ScriptedService? _service;

    internal static IGrainFactory Of(ScriptedService service)
    {
        var factory = Create<IGrainFactory, ScriptedFactory>();
        ((ScriptedFactory)(object)factory)._service = service;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod is { Name: nameof(IGrainFactory.GetGrain), IsGenericMethod: true } && args is [string key, ..]
            ? targetMethod.GetGenericArguments()[0] == typeof(IImportGrain) ? new ScriptedImports(_service!, key) : new ScriptedGrain(_service!, key)
            : throw new InvalidOperationException($"The gateway has no use for {targetMethod}.");
}
