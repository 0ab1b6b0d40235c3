using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>A place in a JSON document, as RFC 6901 writes it: <c>/data/0/id</c>; the empty text is the whole document.</summary>
public sealed class JsonPointer
{
    private readonly string _text;
    private readonly byte[][] _parts;

    private JsonPointer(string text, byte[][] parts) => (_text, _parts) = (text, parts);

    /// <summary>How many steps it takes from the document's root.</summary>
    public int Depth => _parts.Length;

    /// <exception cref="FormatException">The text is no pointer.</exception>
    public static JsonPointer Parse(string text) =>
        TryParse(text)
        ?? throw new FormatException($"'{text}' is no JSON pointer: it is empty or begins with /, and ~ stands only in ~0 and ~1");

    /// <summary>Null where the text is no pointer.</summary>
    public static JsonPointer? TryParse(string text)
    {
        if (text.Length == 0)
            return new JsonPointer(text, []);
        if (text[0] != '/')
            return null;

        var parts = text[1..].Split('/');
        return parts.All(IsEscaped) ? new JsonPointer(text, [.. parts.Select(Unescape)]) : null;
    }

    /// <summary>False where the document has nothing at this place; a null is something.</summary>
    /// <exception cref="InvalidOperationException">A name on the way is no text.</exception>
    public bool TryFind(JsonElement document, out JsonElement found)
    {
        found = document;
        foreach (var part in _parts)
        {
            if (!TryStep(found, part, out found))
                return false;
        }

        return true;
    }

    /// <summary>Whether the step at <paramref name="depth"/> leads to this property.</summary>
    internal bool Names(JsonProperty property, int depth) => depth < _parts.Length && property.NameEquals(_parts[depth]);

    public override string ToString() => _text;

    private static bool TryStep(JsonElement from, byte[] part, out JsonElement next)
    {
        next = default;
        if (from.ValueKind == JsonValueKind.Object)
            return from.TryGetProperty(part, out next);
        if (from.ValueKind != JsonValueKind.Array || (part.Length > 1 && part[0] == '0')
            || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place >= from.GetArrayLength())
            return false;

        next = from[place];
        return true;
    }

    private static bool IsEscaped(string part) =>
        !part.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal)
            .Contains('~', StringComparison.Ordinal);

    private static byte[] Unescape(string part) =>
        Encoding.UTF8.GetBytes(part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
}
