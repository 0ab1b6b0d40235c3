using System.Xml.Linq;

namespace Orleans.Tx.Charts;

/// <summary>What stands under, or over, the columns of months: their names and, where there is room, rows of figures.</summary>
internal static class MonthAxis
{
    public const double RowHeight = 16;

    // How far a name may stand out beyond the columns, into what stands beside them.
    private const double Overhang = 6;

    /// <param name="y">The line that the names stand on.</param>
    /// <param name="edge">Where the columns end: where not all of them have a name, a mark shows whose it is.</param>
    public static IEnumerable<XElement> Names(MonthScale scale, double y, double edge)
    {
        var labels = scale.Labels.ToList();
        foreach (var (place, text) in labels)
        {
            var (centre, half) = (scale.CentreOf(place), ChartText.Width(text, TextLook.Label.Size) / 2);
            var x = Math.Clamp(centre, scale.Left + half - Overhang, scale.Right - half + Overhang);
            yield return Svg.Text("month-name", x, y, text, TextLook.Label.Middle);
            if (labels.Count < scale.Columns.Months.Count)
                yield return Svg.Line("mark", centre, edge, centre, edge + Math.Sign(y - edge) * 4, Palette.Axis);
        }
    }

    /// <summary>A figure for each column that has one.</summary>
    /// <param name="name">What the figures are.</param>
    public static XElement Row(string name, MonthScale scale, double y, IEnumerable<(int Place, string? Text)> figures) => Svg.Group(
        "row",
        Svg.Text("row-name", scale.Left - 10, y, name, TextLook.Label.End),
        figures.Where(figure => figure.Text is not null)
            .Select(figure => Svg.Text("figure", scale.CentreOf(figure.Place), y, ChartNumber.Printed(figure.Text!), TextLook.Figure.Middle)));
}
