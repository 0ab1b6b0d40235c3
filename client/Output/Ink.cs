using Spectre.Console;

namespace Orleans.Tx.Client.Output;

/// <summary>The few styles of text: each says something, and nothing is said by colour alone.</summary>
internal static class Ink
{
    public static readonly Style Faint = new(decoration: Decoration.Dim);
    public static readonly Style Bold = new(decoration: Decoration.Bold);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Busy = new(Color.Teal);
    public static readonly Style Warning = new(Color.Olive);
    public static readonly Style Bad = new(Color.Maroon, decoration: Decoration.Bold);

    /// <summary>Colours written as <c>#rrggbb</c>.</summary>
    public static Style Of(string foreground, string? background = null) => new(Colour(foreground), background is null ? null : Colour(background));

    private static Color Colour(string hex)
    {
        var value = Convert.ToInt32(hex[1..], 16);
        return new Color((byte)(value >> 16 & 0xff), (byte)(value >> 8 & 0xff), (byte)(value & 0xff));
    }
}
