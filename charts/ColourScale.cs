using System.Globalization;

namespace Orleans.Tx.Charts;

/// <summary>
/// Gives amounts their colours. By the square root, because a cohort's first month is many times its later ones, which would else
/// all look the same; losses have colours of their own.
/// </summary>
/// <param name="largest">The largest magnitude, which has the darkest colour; 0 where there is none.</param>
public sealed class ColourScale(decimal largest)
{
    // Of the light that white gives back: below it white is read better than black, and either has a contrast of 4.5 at least.
    private const double Dark = 0.179;

    public decimal Largest => largest;

    /// <summary>Where on the scale an amount's magnitude stands: 0 to 1.</summary>
    public double Depth(decimal amount) => largest == 0 ? 0 : Math.Sqrt((double)(Math.Abs(amount) / largest));

    public string Fill(decimal amount) => FillAt(Depth(amount), amount < 0);

    /// <summary>The colour of what is written on <see cref="Fill"/>.</summary>
    public string Ink(decimal amount) => Lightness(At(Depth(amount), amount < 0)) < Dark ? Palette.Paper : Palette.Black;

    public static string FillAt(double depth, bool loss)
    {
        var (red, green, blue) = At(depth, loss);
        return string.Create(CultureInfo.InvariantCulture, $"#{red:x2}{green:x2}{blue:x2}");
    }

    private static (int Red, int Green, int Blue) At(double depth, bool loss)
    {
        var stops = loss ? Palette.Losses : Palette.Gains;
        var place = Math.Clamp(depth, 0, 1) * (stops.Length - 1);
        var left = Math.Min((int)place, stops.Length - 2);
        int Between(int shift) => (int)Math.Round(double.Lerp(stops[left] >> shift & 0xff, stops[left + 1] >> shift & 0xff, place - left));
        return (Between(16), Between(8), Between(0));
    }

    // Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    private static double Lightness((int Red, int Green, int Blue) colour) =>
        0.2126 * Linear(colour.Red) + 0.7152 * Linear(colour.Green) + 0.0722 * Linear(colour.Blue);

    private static double Linear(int part) => part <= 10 ? part / 255.0 / 12.92 : Math.Pow((part / 255.0 + 0.055) / 1.055, 2.4);
}
