using System.Xml.Linq;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Charts;

/// <summary>
/// The cohorts of one currency: a row for each, a column for each month, the colour by revenue; customers and total stand at the right.
/// </summary>
internal sealed class CohortHeatMap
{
    private const double Top = 48;
    private const double TotalWidth = 118;
    private const double MostCellWidth = 150;
    private const double CustomersWidth = 72;
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
        var (lowest, highest) = (_amounts.Append(0).Min(), _amounts.Append(0).Max());
        var content = Svg.Group(
            "cohorts",
            Svg.Text("heading", _scale.Left, 12, $"Revenue by the {_cohorts.Unit} in which customers were acquired", TextLook.Heading),
            Svg.Text("column-name", _scale.Left - 10, Top - 8, "cohort", TextLook.Name.End),
            MonthAxis.Names(_scale, Top - 8, Top),
            Svg.Text("column-name", _scale.Right + CustomersWidth, Top - 8, "customers", TextLook.Name.End),
            Svg.Text("column-name", _scale.Right + CustomersWidth + TotalWidth, Top - 8, "total", TextLook.Name.End),
            _cohorts.Rows.Index().Select(row => Row(row.Item, Top + row.Index * _rowHeight)),
            Svg.At(_scale.Left, Bottom + 20, ColourLegend.Draw(_colours, lowest, highest, _cohorts.Rows.Any(row => row.MayChange))));
        return new Figure(content, Bottom + 20 + ColourLegend.Height);
    }

    private XElement Row(CohortRow row, double y)
    {
        var line = y + _rowHeight / 2 + 4;
        var customers = ChartNumber.Count(row.Customers);
        return Svg.Group(
            "cohort",
            Svg.Text("row-name", _scale.Left - 10, line, row.MayChange ? $"{row.Name} *" : row.Name, TextLook.Label.End),
            row.Months.Select(month => Cell(row, month, y)),
            Svg.Text("customers", _scale.Right + CustomersWidth, line, customers, TextLook.Figure.End),
            Svg.Text("total", _scale.Right + CustomersWidth + TotalWidth, line, Total(row.Revenue), TextLook.Figure.End)
                .WithTitle($"{row.Name}: {ChartNumber.Exact(row.Revenue)}; customers: {customers}"));
    }

    private XElement Cell(CohortRow row, CohortMonthAnswer month, double y)
    {
        var place = _scale.Columns.PlaceOf(Month.Parse(month.Month));
        var (left, width) = _scale.Within(place, share: 1, MostCellWidth);
        var gap = Math.Min(1, width / 8);
        var cell = new Box(left + gap / 2, y + 0.5, width - gap, _rowHeight - 1);
        var counts = $"orders: {ChartNumber.Count(month.Orders)}, customers: {ChartNumber.Count(month.Customers)}";
        return Svg.Group("cell", Svg.Rect("heat", cell, _colours.Fill(month.Revenue)), _figure.Draw(month.Revenue, cell, _colours))
            .WithTitle($"acquired in {row.Name}, {month.Month}: {ChartNumber.Exact(month.Revenue)}; {counts}");
    }

    private static string Total(decimal revenue)
    {
        var exact = ChartNumber.Printed(ChartNumber.Exact(revenue));
        return ChartText.Width(exact, TextLook.Figure.Size) < TotalWidth ? exact : ChartNumber.Short(revenue);
    }
}
