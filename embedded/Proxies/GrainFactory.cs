using System.Collections.Concurrent;
using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Makes references to grains.</summary>
internal sealed class GrainFactory(SiloRuntime silo, Catalog catalog) : IClusterClient
{
    private readonly ConcurrentDictionary<Type, GrainInterface> _interfaces = new();

    public IServiceProvider ServiceProvider => silo.Services;

    internal SiloRuntime Silo => silo;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Reference(typeof(TGrainInterface), NotBlank(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)(object)Reference(
            typeof(TGrainInterface), primaryKey.ToString("X", CultureInfo.InvariantCulture), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        (TGrainInterface)(object)Reference(typeof(TGrainInterface), primaryKey.ToString("N"), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)Reference(typeof(TGrainInterface), grainId);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)(object)Reference(grainInterfaceType, NotBlank(grainPrimaryKey), null);

    internal GrainProxy Reference(Type grainInterface, GrainId id) => Interface(grainInterface).Reference(id);

    /// <summary>Gives a request to the grain; when nothing can take it, whoever waits for it is told.</summary>
    internal Activation? Dispatch(GrainId id, Request request)
    {
        try
        {
            return catalog.Dispatch(id, request);
        }
        catch (Exception unreachable) when (unreachable is SiloUnavailableException or ArgumentException)
        {
            request.Reject(unreachable);
            return null;
        }
    }

    private static string NotBlank(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return key;
    }

    private GrainProxy Reference(Type grainInterface, string key, string? classNamePrefix)
    {
        var known = Interface(grainInterface);
        return known.Reference(GrainId.Create(known.Implementation(classNamePrefix), key));
    }

    private GrainInterface Interface(Type type) =>
        _interfaces.TryGetValue(type, out var known) ? known : _interfaces.GetOrAdd(type, new GrainInterface(type, this));
}
