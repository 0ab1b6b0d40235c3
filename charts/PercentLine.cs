using System.Text;
using System.Xml.Linq;

namespace Orleans.Tx.Charts;

/// <summary>
/// The percentage of revenue that is new, from month to month. The line is broken at a month that has none; one beyond the axis is a
/// triangle at its end.
/// </summary>
internal sealed class PercentLine(MonthScale scale, ValueAxis axis, Box plot)
{
    // Columns this narrow have no room for a mark on every point.
    private const double NarrowBand = 9;

    public bool HasOffScale(IEnumerable<PlacedMonth> months) => months.Any(month => month.Answer.NewPercent is { } percent && IsOff(percent));

    public XElement Draw(IEnumerable<PlacedMonth> months)
    {
        var points = months.Where(month => month.Answer.NewPercent is not null).ToList();
        var pieces = Pieces(points).ToList();
        return Svg.Group(
            "percents",
            pieces.Where(piece => piece.Count > 1).SelectMany(piece => Stroke(piece)),
            pieces.SelectMany(piece => piece.Where(point => scale.Band > NarrowBand || piece.Count == 1 || IsOff(PercentOf(point))).Select(Mark)));
    }

    // Months that follow each other, each with a percentage.
    private IEnumerable<List<PlacedMonth>> Pieces(IEnumerable<PlacedMonth> points)
    {
        var piece = new List<PlacedMonth>();
        foreach (var point in points)
        {
            if (piece.Count > 0 && !(piece[^1].Place == point.Place - 1 && scale.Columns.Follows(point.Place)))
            {
                yield return piece;
                piece = [];
            }

            piece.Add(point);
        }

        if (piece.Count > 0)
            yield return piece;
    }

    // Twice, for the line crosses bars as dark as itself.
    private IEnumerable<XElement> Stroke(List<PlacedMonth> piece)
    {
        var data = new StringBuilder();
        foreach (var (index, point) in piece.Index())
            data.Append(index == 0 ? 'M' : 'L').Append(Svg.Number(scale.CentreOf(point.Place))).Append(' ').Append(Svg.Number(YOf(point)));
        return [Svg.Path("percent-edge", data.ToString(), Palette.Paper, 4.5), Svg.Path("percent", data.ToString(), Palette.Ink, 2)];
    }

    private XElement Mark(PlacedMonth month)
    {
        var (x, y, percent) = (scale.CentreOf(month.Place), YOf(month), PercentOf(month));
        var mark = IsOff(percent) ? Svg.Triangle("off-scale", x, y, percent > axis.High) : Svg.Circle("point", x, y, 3.5, Palette.Ink);
        return mark.WithTitle($"{month.Answer.Month}: {ChartNumber.Percent(percent)} new");
    }

    private bool IsOff(decimal percent) => percent < axis.Low || percent > axis.High;

    private double YOf(PlacedMonth month) => plot.Y + axis.Down(Math.Clamp(PercentOf(month), axis.Low, axis.High), plot.Height);

    private static decimal PercentOf(PlacedMonth month) => month.Answer.NewPercent!.Value;
}
