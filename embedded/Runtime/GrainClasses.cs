using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The grain classes of the application, by name and by interface.</summary>
internal sealed class GrainClasses(IOptions<GrainCollectionOptions> options)
{
    private readonly ConcurrentDictionary<GrainType, GrainClass> _classes = new();
    private readonly Lazy<ILookup<GrainType, Type>> _byName =
        new(() => GrainAssemblies.GrainClasses.ToLookup(GrainClass.NameOf));

    internal GrainClass Get(GrainType name) => _classes.GetOrAdd(name, Find);

    /// <summary>The one class that implements an interface.</summary>
    /// <exception cref="ArgumentException">None does, or more than one.</exception>
    internal static GrainType Implementing(Type grainInterface, string? classNamePrefix)
    {
        List<Type> candidates =
        [
            .. GrainAssemblies.GrainClasses.Where(candidate =>
                grainInterface.IsAssignableFrom(candidate)
                && (classNamePrefix is null || candidate.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))),
        ];
        var wanted = $"interface {grainInterface}" + (classNamePrefix is null ? "" : $" with implementation prefix \"{classNamePrefix}\"");
        return candidates switch
        {
            [var only] => GrainClass.NameOf(only),
            [] => throw new ArgumentException($"Could not find an implementation for {wanted}."),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for {wanted}. Candidates: {string.Join(", ", candidates)}."),
        };
    }

    private GrainClass Find(GrainType name)
    {
        List<Type> found = [.. _byName.Value[name]];
        return found switch
        {
            [var only] => new(only, options.Value),
            [] => throw new ArgumentException($"No grain class is named '{name}'."),
            _ => throw new ArgumentException(
                $"More than one grain class is named '{name}': {string.Join(", ", found)}. [GrainType] gives one another name."),
        };
    }
}
