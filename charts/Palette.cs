namespace Orleans.Tx.Charts;

/// <summary>
/// The colours of the pictures: blue and orange, which people see apart whatever their colour vision and which differ in lightness,
/// so that a print in grey tells them apart too.
/// </summary>
public static class Palette
{
    public const string Paper = "#ffffff";
    public const string Black = "#000000";
    public const string Ink = "#1f2933";
    public const string Muted = "#52606d";
    public const string Grid = "#e4e7eb";
    public const string Axis = "#9aa5b1";
    public const string New = "#f0a202";
    public const string Recurring = "#1f6fb2";

    /// <summary>From nothing to the most, evenly spaced; lightness only falls. ColorBrewer's Blues.</summary>
    public static readonly int[] Gains = [0xf0f5fb, 0xdeebf7, 0xc6dbef, 0x9ecae1, 0x6baed6, 0x4292c6, 0x2171b5, 0x08519c, 0x08306b];

    /// <summary>The same for losses. ColorBrewer's Oranges.</summary>
    public static readonly int[] Losses = [0xfff5eb, 0xfee6ce, 0xfdd0a2, 0xfdae6b, 0xfd8d3c, 0xf16913, 0xd94801, 0xa63603, 0x7f2704];
}
