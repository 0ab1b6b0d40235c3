using System.Xml.Linq;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Charts;

/// <summary>
/// The months of one currency: recurring revenue below, new above, and the percentage that is new as a line with an axis of its own.
/// </summary>
internal sealed class MonthsChart
{
    private const double Top = 26;
    private const double PlotHeight = 300;

    // A month of refunds can have any percentage: the others are not to be flattened by it.
    private const decimal MostPercent = 200;
    private readonly MonthScale _scale;
    private readonly IReadOnlyList<PlacedMonth> _months;
    private readonly ValueAxis _money;
    private readonly ValueAxis _percents;
    private readonly string _unit;

    public MonthsChart(IEnumerable<MonthAnswer> months, string? currency, MonthScale scale)
    {
        _scale = scale;
        _unit = currency is null ? "revenue" : $"revenue, {currency}";
        _months = [.. months.Select(month => new PlacedMonth(scale.Columns.PlaceOf(Month.Parse(month.Month)), month))];
        _money = ValueAxis.For(_months.Min(month => month.Lowest), _months.Max(month => month.Highest));
        var percents = _months.Select(month => month.Answer.NewPercent ?? 0).Where(percent => percent <= MostPercent);
        _percents = _money.Percents(percents.Append(100).Max());
    }

    public Figure Draw()
    {
        var plot = new Box(_scale.Left, Top, _scale.Width, PlotHeight);
        var bars = new StackedBars(_scale, _money, plot);
        var line = new PercentLine(_scale, _percents, plot);
        var legend = MonthsLegend.Draw(_months, line.HasOffScale(_months));
        var content = Svg.Group(
            "months",
            Axes(plot),
            bars.Draw(_months),
            line.Draw(_months),
            Svg.At(_scale.Right + 58, Top, legend),
            MonthAxis.Names(_scale, plot.Bottom + 18, plot.Bottom),
            _scale.HasRoom ? Rows(plot.Bottom + 18) : null);
        return new Figure(content, plot.Bottom + 24 + (_scale.HasRoom ? 2 * MonthAxis.RowHeight : 0));
    }

    private IEnumerable<XElement> Rows(double y) =>
    [
        MonthAxis.Row("revenue", _scale, y + MonthAxis.RowHeight, Figures(month => ChartNumber.Short(month.Revenue))),
        MonthAxis.Row("new", _scale, y + 2 * MonthAxis.RowHeight, Figures(month => ChartNumber.Percent(month.NewPercent))),
    ];

    private IEnumerable<(int Place, string? Text)> Figures(Func<MonthAnswer, string?> figure) =>
        _months.Select(month => (month.Place, figure(month.Answer)));

    private XElement Axes(Box plot) => Svg.Group(
        "axes",
        Svg.Text("axis-name", plot.X - 10, Top - 14, _unit, TextLook.Name.End),
        Svg.Text("axis-name", plot.Right + 10, Top - 14, "new", TextLook.Name),
        _money.Ticks.Select(tick => Svg.Line(
            tick == 0 ? "zero" : "grid", plot.X, YOf(tick, plot), plot.Right, YOf(tick, plot), tick == 0 ? Palette.Axis : Palette.Grid)),
        _money.Ticks.Select(tick => Svg.Text("money-tick", plot.X - 10, YOf(tick, plot) + 4, ChartNumber.Tick(tick), TextLook.Label.End)),
        _money.Ticks.Zip(_percents.Ticks).Select(tick => Svg.Text(
            "percent-tick", plot.Right + 10, YOf(tick.First, plot) + 4, $"{ChartNumber.Tick(tick.Second)}%", TextLook.Label)));

    private double YOf(decimal amount, Box plot) => plot.Y + _money.Down(amount, plot.Height);
}
