using System.Text;
using System.Text.Json;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Silo.Source.Records;

/// <summary>What a record holds that could be somebody's name: each of its texts and numbers, wherever it stands.</summary>
internal static class PossibleNames
{
    /// <param name="json">It may be cut off: what comes before the cut counts.</param>
    public static IReadOnlyCollection<string> In(ReadOnlySpan<byte> json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        try
        {
            while (reader.Read())
            {
                if (NameOf(reader) is { Length: <= Transaction.MaxIdLength } name && !string.IsNullOrWhiteSpace(name))
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
