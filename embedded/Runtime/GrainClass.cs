using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>What is known of a grain class.</summary>
internal sealed class GrainClass
{
    // Made when first needed, so that what is wrong with the constructor fails the activation.
    private readonly Lazy<(ObjectFactory Create, IReadOnlyList<PersistentStateParameter> States)> _constructor;

    internal GrainClass(Type type, GrainCollectionOptions options)
    {
        Type = type;
        GrainType = NameOf(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        CollectionAge = AgeOf(type, options);
        _constructor = new(() =>
        {
            var states = PersistentStateParameter.Of(type);
            return (ActivatorUtilities.CreateFactory(type, [.. states.Select(state => state.ParameterType)]), states);
        });
    }

    internal Type Type { get; }

    internal GrainType GrainType { get; }

    internal bool IsReentrant { get; }

    internal TimeSpan CollectionAge { get; }

    internal static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>(inherit: false) is { } attribute)
            return attribute.GetGrainType(null!, type);
        const string Suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        var hasSuffix = name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length;
        return GrainType.Create(hasSuffix ? name[..^Suffix.Length] : name);
    }

    internal object CreateInstance(Activation activation)
    {
        var (create, states) = _constructor.Value;
        return create(activation.ActivationServices, [.. states.Select(state => state.Create(activation))]);
    }

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions options)
    {
        if (options.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var configured))
            return configured;
        return type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit ?? options.CollectionAge;
    }
}
