using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>
/// Writes the JSON body of a page's request. A value that is one placeholder and nothing else is a number where the placeholder is one;
/// the cursor's is left out on the first page.
/// </summary>
internal sealed class PageBody
{
    private const string Cursor = $"{{{Placeholders.Cursor}}}";

    private readonly SortedDictionary<string, object> _root = New();

    public PageBody(BodyTemplate template)
    {
        foreach (var (path, value) in template.Values)
        {
            var parts = path.Split(':');
            var node = _root;
            foreach (var part in parts[..^1])
            {
                if (!node.TryGetValue(part, out var child))
                    node[part] = child = New();
                node = (SortedDictionary<string, object>)child;
            }

            node[parts[^1]] = value;
        }
    }

    public byte[] Write(PagePlaceholders placeholders, RequestValues values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            // The whole body is one value where it has no name.
            if (_root is { Count: 1 } && _root.TryGetValue("", out var whole) && whole is string text)
                Write(json, text, placeholders, values);
            else
                Write(json, _root, placeholders, values);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SortedDictionary<string, object> node, PagePlaceholders placeholders, RequestValues values)
    {
        var array = node.Keys.All(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (array)
            json.WriteStartArray();
        else
            json.WriteStartObject();
        foreach (var (name, child) in node)
        {
            if (child is Cursor && placeholders.At.Token is null)
                continue;
            if (!array)
                json.WritePropertyName(name);
            if (child is string text)
                Write(json, text, placeholders, values);
            else
                Write(json, (SortedDictionary<string, object>)child, placeholders, values);
        }

        if (array)
            json.WriteEndArray();
        else
            json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string text, PagePlaceholders placeholders, RequestValues values)
    {
        if (SecretReference.TryParse(text) is { } secret)
            json.WriteStringValue(values.Read[secret]);
        else if (Placeholders.In(text).FirstOrDefault() is { } name && text == $"{{{name}}}" && placeholders.IsNumber(name))
            json.WriteRawValue(placeholders.Value(name));
        else if (BodyLiterals.IsLiteral(text))
            json.WriteRawValue(text);
        else
            json.WriteStringValue(Placeholders.Fill(text, placeholders.Value));
    }

    /// <summary>Places in an array by number, names by their letters.</summary>
    private static SortedDictionary<string, object> New() => new(Comparer<string>.Create((left, right) =>
        int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var a)
        && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var b)
            ? a.CompareTo(b)
            : string.CompareOrdinal(left, right)));
}
