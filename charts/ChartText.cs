using System.Text;
using System.Xml;

namespace Orleans.Tx.Charts;

/// <summary>Text as pictures can hold it.</summary>
internal static class ChartText
{
    // Of the size of the letters, on average, and rather too much: which font draws them is known to the reader's program only.
    private const double Widest = 0.58;

    /// <summary>About how wide a text is drawn.</summary>
    public static double Width(string text, double size) => text.Length * size * Widest;

    /// <summary>The text without what XML can't hold or a line of text can't show.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(Rune.IsControl(rune) || (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value)) ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }

    /// <summary>The text, without its middle where it is longer than that.</summary>
    public static string Shortened(string text, int length) =>
        text.Length <= length ? text : $"{Clean(text[..(length / 2)])}…{Clean(text[^(length - length / 2 - 1)..])}";

    /// <summary>The text in lines that are no wider than that, broken at blanks.</summary>
    public static IReadOnlyList<string> Wrapped(string text, double size, double width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && Width($"{lines[^1]} {word}", size) <= width)
                lines[^1] += $" {word}";
            else
                lines.Add(word);
        }

        return lines;
    }
}
