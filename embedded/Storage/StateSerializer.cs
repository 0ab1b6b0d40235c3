using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Orleans.Storage;

/// <summary>
/// States as JSON: public properties and fields, whatever the visibility of their setters, and parameters of constructors.
/// </summary>
internal static class StateSerializer
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IncludeFields = true,

        // A jsonb column keeps the order of properties no more than their spaces.
        AllowOutOfOrderMetadataProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SetThroughPrivateSetters } },
    };

    internal static string Serialize<TState>(TState state) => JsonSerializer.Serialize(state, Options);

    internal static TState Deserialize<TState>(string json) => JsonSerializer.Deserialize<TState>(json, Options)
        ?? throw new JsonException($"The stored state of type {typeof(TState)} is null.");

    /// <summary>The state of a grain that never stored one.</summary>
    internal static TState New<TState>() => typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>()
        : (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));

    private static void SetThroughPrivateSetters(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Set is null))
        {
            if (property.AttributeProvider is PropertyInfo info && info.GetSetMethod(nonPublic: true) is { } setter)
                property.Set = (target, value) => setter.Invoke(target, [value]);
        }
    }
}
