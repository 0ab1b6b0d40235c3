using System.Globalization;

namespace Orleans.Tx.Client.Output;

/// <summary>What the environment says of the terminal: its colours, its signs, its width.</summary>
/// <param name="variable">An environment variable's value, by its name.</param>
internal sealed class TerminalKind(Func<string, string?> variable)
{
    /// <summary>Knows no sequences that move the cursor or change colours.</summary>
    public bool IsDumb => variable("TERM") is null or "" or "dumb";

    /// <summary>See https://no-color.org: any value but the empty one forbids colours.</summary>
    public bool Colours => !IsDumb && string.IsNullOrEmpty(variable("NO_COLOR"));

    public ColourDepth Depth => variable("COLORTERM") is "truecolor" or "24bit"
        ? ColourDepth.All
        : variable("TERM")?.Contains("256color", StringComparison.Ordinal) == true ? ColourDepth.Many : ColourDepth.Eight;

    /// <summary>Plain signs where the locale is named and is not UTF-8; a locale that is not named tells nothing.</summary>
    public Glyphs Glyphs => Locale is { } named && !named.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) && !named.Contains("UTF8", StringComparison.OrdinalIgnoreCase)
        ? Glyphs.Ascii
        : Glyphs.Unicode;

    /// <summary>The width that somebody set for all programs; null where nobody did.</summary>
    public int? Columns => int.TryParse(variable("COLUMNS"), CultureInfo.InvariantCulture, out var columns) && columns > 0 ? columns : null;

    private string? Locale => ((string[])["LC_ALL", "LC_CTYPE", "LANG"]).Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
