using System.Text;
using System.Text.RegularExpressions;

namespace Orleans.Tx.Silo.Postgres;

/// <summary>
/// Text from outside as PostgreSQL can keep it: it knows neither NUL nor half a surrogate pair, and one record that holds such must
/// not keep a whole batch out.
/// </summary>
internal static partial class StorableText
{
    private const string Replacement = @"\ufffd";

    /// <summary>The text without NULs, cut to <paramref name="most"/> bytes of UTF-8, characters left whole.</summary>
    public static string Bounded(string text, int most)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("\0", "", StringComparison.Ordinal));
        var length = Math.Min(bytes.Length, most);
        while (length < bytes.Length && (bytes[length] & 0xC0) == 0x80)
            length--;
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>The same JSON, with U+FFFD for every escape that <c>jsonb</c> refuses.</summary>
    public static string? Json(string? json) =>
        json is null || !json.Contains(@"\u", StringComparison.Ordinal) ? json : Escapes().Replace(json, Storable);

    private static string Storable(Match escape)
    {
        if (!escape.Groups["alone"].Success)
            return escape.Value;
        var unit = (char)Convert.ToUInt16(escape.Groups["alone"].Value, 16);
        return unit == '\0' || char.IsSurrogate(unit) ? Replacement : escape.Value;
    }

    // Every escape is matched, so that an escaped backslash before a "u" is not taken for one; whole pairs come first.
    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u(?<alone>[0-9a-fA-F]{4})|\\.", RegexOptions.None, 1000)]
    private static partial Regex Escapes();
}
