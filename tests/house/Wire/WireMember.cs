using System.Reflection;

namespace Orleans.Tx.House.Tests.Wire;

/// <summary>A property or field that holds part of a value: what is computed from others holds none.</summary>
internal sealed record WireMember(string Name, Type Type, uint? Id, bool IsSettable)
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<WireMember> Of(Type type)
    {
        var fields = type.GetFields(Own);
        var holding = fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var properties = type.GetProperties(Own)
            .Where(property => holding.Contains($"<{property.Name}>k__BackingField"))
            .Select(property => new WireMember(property.Name, property.PropertyType, property.WireId(), IsSettableBy(property.SetMethod)));
        var ownFields = fields
            .Where(field => !field.Name.StartsWith('<'))
            .Select(field => new WireMember(field.Name, field.FieldType, field.WireId(), !field.IsInitOnly));
        return [.. properties.Concat(ownFields)];
    }

    // A private setter is the serializer's; an init one ends with the construction.
    private static bool IsSettableBy(MethodInfo? setter) =>
        setter is { IsPrivate: false }
        && !setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.FullName == "System.Runtime.CompilerServices.IsExternalInit");
}
