using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>
/// The values of sources' bodies in a configuration file with the types that they have there: the ordinary configuration knows text alone.
/// </summary>
internal static class BodyLiterals
{
    /// <summary>Whether a text is written in JSON as it is, and not as text.</summary>
    public static bool IsLiteral(string text)
    {
        if (text is "{}" or "[]")
            return true;
        if (text.Length == 0 || !(text[0] is '"' or '-' or 't' or 'f' or 'n' || char.IsAsciiDigit(text[0])))
            return false;
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Replaces the values of all bodies in what a file's provider has read.</summary>
    public static void Restore(IConfigurationProvider provider, JsonElement file)
    {
        foreach (var source in Named(file, "Sources").SelectMany(sources => Members(sources.Value)))
        {
            foreach (var body in Named(source.Value, nameof(SourceOptions.Body)))
                Restore(provider, $"Sources:{source.Name}:Body", body.Value);
        }
    }

    private static void Restore(IConfigurationProvider provider, string key, JsonElement value)
    {
        var place = 0;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                foreach (var member in value.EnumerateObject())
                    Restore(provider, $"{key}:{member.Name}", member.Value);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                foreach (var element in value.EnumerateArray())
                    Restore(provider, $"{key}:{place++}", element);
                break;
            case JsonValueKind.String when !IsLiteral(value.GetString()!):
                break;
            case JsonValueKind.Object:
                provider.Set(key, "{}");
                break;
            case JsonValueKind.Array:
                provider.Set(key, "[]");
                break;
            default:
                provider.Set(key, value.GetRawText());
                break;
        }
    }

    private static IEnumerable<JsonProperty> Named(JsonElement element, string name) =>
        Members(element).Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<JsonProperty> Members(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : Enumerable.Empty<JsonProperty>();
}
