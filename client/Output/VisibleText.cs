using System.Globalization;
using System.Text;

namespace Orleans.Tx.Client.Output;

/// <summary>Text of strangers, fit for a terminal: what would move its cursor, change its colours or turn its writing direction is escaped.</summary>
internal static class VisibleText
{
    /// <summary>On one line.</summary>
    public static string Line(string text) => Of(text, lines: false);

    /// <summary>Line breaks and tabs stay.</summary>
    public static string Lines(string text) => Of(text.ReplaceLineEndings("\n"), lines: true);

    private static string Of(string text, bool lines)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
                visible.Append(lines ? (char)rune.Value : ' ');
            else if (IsVisible(rune))
                visible.Append(rune.ToString());
            else
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return visible.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
