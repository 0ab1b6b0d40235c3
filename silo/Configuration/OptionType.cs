using System.Collections;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>How the type of an option is written: as a section, a list, a map, or one value.</summary>
internal static class OptionType
{
    /// <summary>An options class: its properties are keys.</summary>
    public static bool IsSection(Type type) => type.IsClass && type.Name.EndsWith("Options", StringComparison.Ordinal);

    /// <summary>What a list holds; null for what is no list.</summary>
    public static Type? ElementOfList(Type type) => ArgumentOf(type, typeof(IReadOnlyList<>), 0);

    /// <summary>What a map holds by name; null for what is no map.</summary>
    public static Type? ValueOfMap(Type type) => ArgumentOf(type, typeof(IReadOnlyDictionary<,>), 1);

    public static IDictionary NewMap(Type value) =>
        (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value), StringComparer.Ordinal)!;

    private static Type? ArgumentOf(Type type, Type definition, int place) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[place] : null;
}
