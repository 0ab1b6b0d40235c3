using System.Xml.Linq;

namespace Orleans.Tx.Charts;

/// <summary>A bar for each month: recurring revenue next to zero, new revenue beyond it; losses hang below zero in the same order.</summary>
internal sealed class StackedBars(MonthScale scale, ValueAxis axis, Box plot)
{
    /// <summary>How opaque the bar of a month is whose figures may change.</summary>
    public const double Paler = 0.45;

    public XElement Draw(IEnumerable<PlacedMonth> months) => Svg.Group("bars", months.SelectMany(Bar));

    private IEnumerable<XElement> Bar(PlacedMonth month)
    {
        var (recurring, fresh) = (month.Answer.RecurringRevenue, month.Answer.NewRevenue);
        var start = Math.Sign(recurring) == Math.Sign(fresh) ? recurring : 0;
        if (recurring != 0)
            yield return Part("recurring", Palette.Recurring, month, 0, recurring);
        if (fresh != 0)
            yield return Part("new", Palette.New, month, start, fresh);
        if (month.IsMixed)
            yield return Net(month);
    }

    private XElement Part(string name, string fill, PlacedMonth month, decimal from, decimal amount)
    {
        var (left, width) = scale.Within(month.Place, share: 0.72, most: 76);
        var (first, second) = (YOf(from), YOf(from + amount));
        var part = Svg.Rect(name, new Box(left, Math.Min(first, second), width, Math.Abs(first - second)), fill)
            .WithTitle($"{month.Answer.Month}: {name} {ChartNumber.Exact(amount)} of {ChartNumber.Exact(month.Answer.Revenue)}");
        return month.MayChange ? part.WithOpacity(Paler) : part;
    }

    private XElement Net(PlacedMonth month)
    {
        var (left, width) = scale.Within(month.Place, share: 0.9, most: 92);
        var y = YOf(month.Answer.Revenue);
        return Svg.Line("net", left, y, left + width, y, Palette.Ink, 2)
            .WithTitle($"{month.Answer.Month}: revenue {ChartNumber.Exact(month.Answer.Revenue)}");
    }

    private double YOf(decimal amount) => plot.Y + axis.Down(amount, plot.Height);
}
