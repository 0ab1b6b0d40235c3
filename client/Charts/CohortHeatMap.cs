using System.Xml.Linq;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Charts;

/// <summary>The cohorts of one currency: a row for each, a column for each month, the colour by revenue; customers and total at the right.</summary>
internal sealed class CohortHeatMap
{
    private const double Top = 48;
    private const double TotalWidth = 104;
    private const double MostCellWidth = 150;
    private readonly MonthScale _scale;
    private readonly CohortRows _cohorts;
    private readonly ColourScale _colours;
    private readonly double _rowHeight;
    private readonly CellFigure _figure;
    private readonly IReadOnlyList<decimal> _amounts;

    public CohortHeatMap(IReadOnlyList<CohortAnswer> cohorts, MonthScale scale)
    {
        _scale = scale;
        _cohorts = CohortRows.Of(cohorts);
        _rowHeight = Math.Clamp(900.0 / _cohorts.Rows.Count, 15, 30);
        _amounts = [.. _cohorts.Rows.SelectMany(row => row.Months).Select(month => month.Revenue)];
        _colours = new ColourScale(_amounts.Select(Math.Abs).Append(0).Max());
        _figure = CellFigure.For(_amounts, scale.Within(0, 1, MostCellWidth).Width);
    }

    private double Bottom => Top + _cohorts.Rows.Count * _rowHeight;

    public Figure Draw()
    {
        var legend = ColourLegend.Draw(_colours, _amounts.Append(0).Min(), _amounts.Append(0).Max(), _cohorts.Rows.Any(row => row.MayChange));
        var content = Svg.Group(
            "cohorts",
            Svg.Text("heading", _scale.Left, 12, $"Revenue by the {_cohorts.Unit} in which customers were acquired", TextLook.Figure with { Size = 13, Bold = true }),
            Svg.Text("row-name", _scale.Left - 10, Top - 8, "cohort", TextLook.Label.End with { Bold = true }),
            MonthAxis.Names(_scale, Top - 8, Top),
            Svg.Text("column-name", _scale.Right + 72, Top - 8, "customers", TextLook.Label.End with { Bold = true }),
            Svg.Text("column-name", _scale.Right + 72 + TotalWidth, Top - 8, "total", TextLook.Label.End with { Bold = true }),
            _cohorts.Rows.Index().Select(row => Row(row.Item, Top + row.Index * _rowHeight)),
            Svg.At(_scale.Left, Bottom + 20, legend));
        return new Figure(content, Bottom + 20 + ColourLegend.Height);
    }

    private XElement Row(CohortRow row, double y) => Svg.Group(
        "cohort",
        Svg.Text("row-name", _scale.Left - 10, y + _rowHeight / 2 + 4, row.MayChange ? $"{row.Name} *" : row.Name, TextLook.Label.End),
        row.Months.Select(month => Cell(row, month, y)),
        Svg.Text("customers", _scale.Right + 72, y + _rowHeight / 2 + 4, Digits.Grouped(row.Customers), TextLook.Figure.End),
        Svg.Text("total", _scale.Right + 72 + TotalWidth, y + _rowHeight / 2 + 4, Total(row.Revenue), TextLook.Figure.End)
            .WithTitle($"{row.Name}: {ChartNumber.Exact(row.Revenue)} from {Digits.Grouped(row.Customers)} customers"));

    private XElement Cell(CohortRow row, CohortMonthAnswer month, double y)
    {
        var place = _scale.Columns.PlaceOf(Month.Parse(month.Month));
        var (left, width) = _scale.Within(place, share: 1, MostCellWidth);
        var gap = Math.Min(1, width / 8);
        var cell = new Box(left + gap / 2, y + 0.5, width - gap, _rowHeight - 1);
        return Svg.Group("cell", Svg.Rect("heat", cell, _colours.Fill(month.Revenue)), _figure.Draw(month.Revenue, cell, _colours))
            .WithTitle($"acquired in {row.Name}, {month.Month}: {ChartNumber.Exact(month.Revenue)}, {Digits.Grouped(month.Orders)} orders of {Digits.Grouped(month.Customers)} customers");
    }

    private static string Total(decimal revenue) =>
        ChartNumber.Exact(revenue) is var exact && ChartText.Width(exact, TextLook.Figure.Size) < TotalWidth ? ChartNumber.Printed(exact) : ChartNumber.Short(revenue);
}
