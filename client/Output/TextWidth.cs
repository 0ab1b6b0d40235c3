using System.Text;
using Spectre.Console.Rendering;

namespace Orleans.Tx.Client.Output;

/// <summary>How many columns of a screen text takes: letters of East Asian scripts take two, accents none.</summary>
internal static class TextWidth
{
    public static int Of(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>The text, or as much of its beginning as fits with the sign that some was cut off.</summary>
    public static string Clip(string text, int width, string cut)
    {
        if (Of(text) <= width)
            return text;
        var (kept, left) = (new StringBuilder(), width - cut.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            left -= Of(rune.ToString());
            if (left < 0)
                break;
            kept.Append(rune.ToString());
        }

        return width >= cut.Length ? kept + cut : cut[..Math.Max(0, width)];
    }

    /// <summary>Filled up with blanks.</summary>
    public static string Pad(string text, int width, bool right)
    {
        var blanks = new string(' ', Math.Max(0, width - Of(text)));
        return right ? blanks + text : text + blanks;
    }

    /// <summary>Lines of whole words, no longer than the width unless a word is.</summary>
    /// <param name="indent">How far lines after the first are set in.</param>
    public static IEnumerable<string> Wrap(string text, int width, int indent = 0)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > indent && Of(line.ToString()) + 1 + Of(word) > width)
            {
                yield return line.ToString();
                line.Clear().Append(' ', indent);
            }

            if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
            line.Append(word);
        }

        yield return line.ToString();
    }
}
