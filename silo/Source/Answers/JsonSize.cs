using System.Text.Json;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>How much memory a document would take beyond its text: that of many small values is many times as large as they are.</summary>
internal static class JsonSize
{
    /// <summary>The most values, names and brackets of a page.</summary>
    public const int MostTokens = 4_000_000;

    // Fewer bytes than tokens can't hold too many.
    private const int Harmless = MostTokens;

    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static bool IsTooLarge(ReadOnlySpan<byte> json)
    {
        if (json.Length <= Harmless)
            return false;
        var reader = new Utf8JsonReader(json);
        var tokens = 0;
        while (tokens <= MostTokens && reader.Read())
            tokens++;
        return tokens > MostTokens;
    }
}
