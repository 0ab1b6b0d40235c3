using System.Text.Json;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Records;

/// <summary>
/// Values that a record may have in some places, as <c>{ "/status": ["paid", "settled"] }</c> names them. Text is compared to the letter,
/// numbers and truth values as they are written; <c>null</c> stands for a null and for nothing.
/// </summary>
internal sealed class FieldTests(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
{
    private readonly (JsonPointer Place, HashSet<string> Values)[] _tests =
        [.. values.Select(test => (JsonPointer.Parse(test.Key), test.Value.ToHashSet(StringComparer.Ordinal)))];

    /// <summary>Every place has one of its values.</summary>
    public bool All(JsonElement record) => Array.TrueForAll(_tests, test => Holds(record, test.Place, test.Values));

    /// <summary>Some place has one of its values.</summary>
    public bool Any(JsonElement record) => Array.Exists(_tests, test => Holds(record, test.Place, test.Values));

    private static bool Holds(JsonElement record, JsonPointer place, HashSet<string> values) =>
        (place.TryFind(record, out var value) ? value.ValueKind : JsonValueKind.Null) switch
        {
            JsonValueKind.String => values.Contains(value.GetString()!),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => values.Contains(value.GetRawText()),
            JsonValueKind.Null => values.Contains("null"),
            _ => false,
        };
}
