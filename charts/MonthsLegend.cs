using System.Xml.Linq;

namespace Orleans.Tx.Charts;

/// <summary>What the parts of <see cref="MonthsChart"/> are; what is not in it is not explained.</summary>
internal static class MonthsLegend
{
    private const double Row = 20;

    public static XElement Draw(IReadOnlyList<PlacedMonth> months, bool hasOffScale)
    {
        List<(XElement Sign, string Text)> entries =
        [
            (Swatch(Palette.New), "new revenue"),
            (Swatch(Palette.Recurring), "recurring revenue"),
            (Svg.Group("sign", Dash("percent"), Svg.Circle("point", 8, 0, 3.5, Palette.Ink)), "new, % of revenue"),
        ];
        if (hasOffScale)
            entries.Add((Svg.Group("sign", Svg.Triangle("off-scale", 8, 0, up: true)), "% off the scale"));
        if (months.Any(month => month.IsMixed))
            entries.Add((Svg.Group("sign", Dash("net")), "net revenue"));
        if (months.Any(month => month.MayChange))
            entries.Add((Svg.Group("sign", Square(Palette.Recurring).WithOpacity(StackedBars.Paler)), "paler: not final"));

        return Svg.Group("legend", entries.Index().SelectMany(entry => (XElement[])
        [
            Svg.At(0, entry.Index * Row, entry.Item.Sign),
            Svg.Text("legend-text", 22, entry.Index * Row + 4, entry.Item.Text, TextLook.Figure),
        ]));
    }

    private static XElement Swatch(string fill) => Svg.Group("sign", Square(fill));

    private static XElement Square(string fill) => Svg.Rect("swatch", new Box(2, -6, 12, 12), fill);

    private static XElement Dash(string name) => Svg.Line(name, 0, 0, 16, 0, Palette.Ink, 2);
}
