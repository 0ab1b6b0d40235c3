using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Silo.Source.Records;

/// <summary>What a record holds that could be somebody's name: each of its texts and numbers, wherever it stands.</summary>
internal static class PossibleNames
{
    // As much of a record as is kept when it is set aside.
    private const int MostBytes = 64 * 1024;

    /// <summary>Whether a customer can have the name.</summary>
    public static bool IsName([NotNullWhen(true)] string? text) =>
        text?.Length <= Transaction.MaxIdLength && !string.IsNullOrWhiteSpace(text) && !text.Contains('\0');

    /// <param name="json">It may be cut off: what comes before the cut counts.</param>
    public static IReadOnlyCollection<string> In(ReadOnlySpan<byte> json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json.Length > MostBytes ? json[..MostBytes] : json, new JsonReaderOptions { MaxDepth = 1000 });
        try
        {
            while (reader.Read())
            {
                var name = NameOf(reader);
                if (IsName(name))
                    names.Add(name);
            }
        }
        catch (JsonException)
        {
            // Cut off here.
        }

        return names;
    }

    private static string? NameOf(Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no text.
            return null;
        }
    }
}
