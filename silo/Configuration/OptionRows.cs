using System.Collections;
using System.Reflection;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>Options as rows of full key and text: what <see cref="OptionsReader"/> would read as the same options.</summary>
internal static class OptionRows
{
    public static string Join(string? key, string child) => key is null ? child : $"{key}:{child}";

    public static IEnumerable<KeyValuePair<string, string>> Of(object options, string? key = null) =>
        options.GetType().GetProperties().SelectMany(property => Of(property, property.GetValue(options), Join(key, property.Name)));

    private static IEnumerable<KeyValuePair<string, string>> Of(PropertyInfo property, object? value, string key)
    {
        if (value is null)
            return [KeyValuePair.Create(key, "")];
        if (property.IsDefined(typeof(RedactedAttribute)))
            return [KeyValuePair.Create(key, Redaction.Of((string)value))];
        return Of(property.PropertyType, value, key);
    }

    private static IEnumerable<KeyValuePair<string, string>> Of(Type type, object value, string key)
    {
        if (OptionType.IsSection(type))
            return Of(value, key);
        if (OptionType.ValueOfMap(type) is { } mapped)
        {
            var map = (IDictionary)value;
            return map.Keys.Cast<string>().SelectMany(name => Of(mapped, map[name]!, Join(key, name)));
        }

        if (value is BodyTemplate body)
            return body.Values.Select(each => KeyValuePair.Create(Join(key, each.Key), each.Value));
        if (OptionType.ElementOfList(type) is not { } element)
            return [KeyValuePair.Create(key, OptionValues.Of(type).Write(value))];

        var elements = ((IEnumerable)value).Cast<object>();
        return OptionType.IsSection(element)
            ? elements.SelectMany((each, place) => Of(each, Join(key, $"{place}")))
            : [KeyValuePair.Create(key, string.Join(", ", elements.Select(OptionValues.Of(element).Write)))];
    }
}
