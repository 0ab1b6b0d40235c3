using System.Xml.Linq;

namespace Orleans.Tx.Charts;

/// <summary>Which colour stands for which amount.</summary>
internal static class ColourLegend
{
    public const double Height = 34;
    private const double Width = 200;
    private const double Step = 4;
    private const double Gap = 6;

    // Steps overlap, or the seams between them would show.
    private const double Overlap = 0.5;

    /// <param name="lowest">Zero, or the largest loss.</param>
    /// <param name="highest">Zero, or the largest gain.</param>
    public static XElement Draw(ColourScale colours, decimal lowest, decimal highest, bool mayChange)
    {
        var (left, right) = (-colours.Depth(lowest), colours.Depth(highest));
        var zero = -left * Width;
        var steps = Enumerable.Range((int)Math.Round(left * Width / Step), (int)Math.Round((right - left) * Width / Step))
            .Select(step => Svg.Rect("step", new Box(zero + step * Step, 0, Step + Overlap, 10), FillOf(step)));
        var ticks = Ticks(colours, lowest, highest)
            .Select(tick => Svg.Text("colour-tick", zero + tick.Place, 24, ChartNumber.Tick(tick.Amount), TextLook.Label.Middle));
        var note = $"revenue of a cohort in a month; colours by its square root{(mayChange ? "; * not final" : "")}";
        return Svg.Group("legend", steps, ticks, Svg.Text("legend-text", zero + right * Width + 24, 9, note, TextLook.Label));
    }

    private static string FillOf(int step) => ColourScale.FillAt(Math.Abs((step + 0.5) * Step / Width), loss: step < 0);

    // The ends, and what there is room for between them.
    private static List<(decimal Amount, double Place)> Ticks(ColourScale colours, decimal lowest, decimal highest)
    {
        var ticks = new List<(decimal Amount, double Place)>();
        foreach (var amount in (decimal[])[highest, lowest, 0, highest / 4, lowest / 4])
        {
            var place = Math.Sign(amount) * colours.Depth(amount) * Width;
            if (ticks.All(tick => Math.Abs(tick.Place - place) >= HalfWidth(tick.Amount) + HalfWidth(amount) + Gap))
                ticks.Add((amount, place));
        }

        return ticks;
    }

    private static double HalfWidth(decimal amount) => ChartText.Width(ChartNumber.Tick(amount), TextLook.Label.Size) / 2;
}
