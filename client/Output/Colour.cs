using System.Globalization;

namespace Orleans.Tx.Client.Output;

/// <summary>A colour of text or of what is behind it.</summary>
/// <param name="Named">One of the eight that every terminal has, which its owner may have chosen: 0 to 7.</param>
/// <param name="Rgb">What it is where the terminal has more; null: the named one.</param>
internal readonly record struct Colour(int Named, int? Rgb = null)
{
    public static readonly Colour Red = new(1);
    public static readonly Colour Green = new(2);
    public static readonly Colour Yellow = new(3);
    public static readonly Colour Blue = new(4);
    public static readonly Colour Cyan = new(6);

    /// <summary>Written as <c>#rrggbb</c>.</summary>
    /// <param name="named">What comes nearest to it where the terminal has eight.</param>
    public static Colour Of(string hex, Colour named) => new(named.Named, Convert.ToInt32(hex[1..], 16));

    /// <summary>What sets it: ECMA-48, 8.3.117, and ITU T.416.</summary>
    public string Codes(bool background, ColourDepth depth)
    {
        var first = background ? 40 : 30;
        if (Rgb is not { } rgb || depth == ColourDepth.Eight)
            return (first + Named).ToString(CultureInfo.InvariantCulture);
        var (red, green, blue) = (rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
        return depth == ColourDepth.All
            ? string.Create(CultureInfo.InvariantCulture, $"{first + 8};2;{red};{green};{blue}")
            : string.Create(CultureInfo.InvariantCulture, $"{first + 8};5;{16 + (36 * Step(red)) + (6 * Step(green)) + Step(blue)}");
    }

    // The 256 colours have a cube of six steps: 0, 95, 135, 175, 215, 255.
    private static int Step(int part) => part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40;
}
