using System.Reflection;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>
/// Fills options from the layers. What no layer names keeps its default; a key that is no option and a value that is none are errors.
/// </summary>
internal sealed class OptionsReader(ConfigurationLayers layers, ConfigurationErrors errors)
{
    public T Read<T>() where T : new() => (T)ReadSection(layers, typeof(T), null);

    private object ReadSection(ConfigurationLayers from, Type type, string? key)
    {
        var options = Activator.CreateInstance(type)!;
        var properties = type.GetProperties().ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        if (key is not null && from.TryGet(key, out var value) && !string.IsNullOrEmpty(value))
            errors.Value(key, value, $"keys of its own: {string.Join(", ", properties.Keys)}");

        foreach (var child in from.Children(key))
        {
            if (!properties.TryGetValue(child, out var property))
                errors.Add(OptionRows.Join(key, child), $"is not a key; {KeySuggestion.For(child, properties.Keys)}");
            else if (Read(from, property.PropertyType, OptionRows.Join(key, property.Name), IsNullable(property)) is var read && read.Good)
                property.SetValue(options, read.Value);
        }

        return options;
    }

    private (bool Good, object? Value) Read(ConfigurationLayers from, Type type, string key, bool nullable)
    {
        if (OptionType.IsSection(type))
            return (true, nullable && from.Children(key).Count == 0 ? null : ReadSection(from, type, key));
        if (OptionType.ElementOfList(type) is { } element)
            return (true, ReadList(from.LastWith(key), element, key));
        if (OptionType.ValueOfMap(type) is { } mapped)
            return (true, ReadMap(from, mapped, key));
        if (type == typeof(BodyTemplate))
            return (true, new BodyTemplate(new Dictionary<string, string>(Leaves(from, key, ""))));
        return ReadValue(from, type, key, nullable);
    }

    private (bool Good, object? Value) ReadValue(ConfigurationLayers from, Type type, string key, bool nullable)
    {
        var kind = OptionValues.Of(type);
        if (from.Children(key).Count > 0)
            errors.Add(key, $"holds keys of its own; allowed: {kind.Allowed}");
        else if (!from.TryGet(key, out var text) || (text is null && nullable))
            return (true, null);
        else if (text is not null && kind.TryParse(text) is { } value)
            return (true, value);
        else if (kind.MayShow(text))
            errors.Value(key, text, kind.Allowed);
        else
            errors.Add(key, $"has a value that is not shown because it may hold a secret; allowed: {kind.Allowed}");
        return (false, null);
    }

    private Array ReadList(ConfigurationLayers from, Type element, string key)
    {
        var children = from.Children(key);
        var single = children.Count == 0 && from.TryGet(key, out var text) && !string.IsNullOrEmpty(text);
        string[] keys = single ? [key] : [.. children.Select(child => OptionRows.Join(key, child))];
        var values = keys.Select(each => Read(from, element, each, nullable: false)).Where(read => read.Good).ToList();
        var list = Array.CreateInstance(element, values.Count);
        for (var place = 0; place < values.Count; place++)
            list.SetValue(values[place].Value, place);
        return list;
    }

    private object ReadMap(ConfigurationLayers from, Type type, string key)
    {
        if (from.TryGet(key, out var text) && !string.IsNullOrEmpty(text))
            errors.Value(key, text, "names with values");
        var map = OptionType.NewMap(type);
        foreach (var name in from.Children(key))
        {
            if (Read(from, type, OptionRows.Join(key, name), nullable: false) is var read && read.Good)
                map.Add(name, read.Value);
        }

        return map;
    }

    /// <summary>Every value below a key, by what follows the key.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Leaves(ConfigurationLayers from, string key, string below)
    {
        var place = below.Length == 0 ? key : OptionRows.Join(key, below);
        var children = from.Children(place)
            .SelectMany(child => Leaves(from, key, below.Length == 0 ? child : OptionRows.Join(below, child)));
        return from.TryGet(place, out var text) && text is not null ? children.Prepend(KeyValuePair.Create(below, text)) : children;
    }

    private static bool IsNullable(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
}
