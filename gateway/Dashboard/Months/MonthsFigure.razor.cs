using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Orleans.Tx.Charts;
using Orleans.Tx.Gateway.Dashboard.Figures;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard.Months;

public sealed partial class MonthsFigure
{
    // How wide the plot is at least, in pixels, on screens from 47rem on and on a phone of 320: how many names there is room for.
    private const double WideScreen = 500;
    private const double NarrowScreen = 170;

    // A month of refunds can have any percentage: the others are not to be flattened by it.
    private const decimal MostPercent = 200;

    private IReadOnlyList<PlacedMonth> _placed = [];
    private ImmutableArray<MonthAnswer> _drawn;
    private ValueAxis _money = ValueAxis.For(0, 0);
    private ValueAxis _percents = ValueAxis.For(0, 0);
    private int _columns = 1;
    private string _line = "";
    private IReadOnlyList<(string Left, string Top)> _points = [];
    private IReadOnlyList<(int Place, string Name, bool IsNarrow)> _names = [];

    [Parameter, EditorRequired]
    public ImmutableArray<MonthAnswer> Months { get; set; }

    [Parameter]
    public string? Currency { get; set; }

    protected override void OnParametersSet()
    {
        if (_drawn == Months)
            return;
        _drawn = Months;
        var columns = MonthColumns.OfNames(Months.Select(month => month.Month));
        _columns = Math.Max(1, columns.Count);
        _placed = [.. Months.Select(month => new PlacedMonth(columns.PlaceOf(month.Month), month))];
        _money = ValueAxis.For(_placed.Select(month => month.Lowest).Append(0).Min(), _placed.Select(month => month.Highest).Append(0).Max());
        _percents = _money.Percents(_placed.Select(month => month.Answer.NewPercent ?? 0).Where(percent => percent <= MostPercent).Append(100).Max());
        var narrow = new MonthScale(columns, 0, NarrowScreen).Labels.Select(label => label.Place).ToHashSet();
        _names = [.. new MonthScale(columns, 0, WideScreen).Labels.Select(label => (label.Place, label.Text, narrow.Contains(label.Place)))];
        Trace(columns);
    }

    // The line is broken where a month has no percentage, or none follows.
    private void Trace(MonthColumns columns)
    {
        var line = new StringBuilder();
        var points = new List<(string Left, string Top)>();
        var before = -2;
        foreach (var month in _placed)
        {
            if (month.Answer.NewPercent is not { } percent)
                continue;
            var down = _percents.Down(Math.Clamp(percent, _percents.Low, _percents.High), 100);
            line.Append(CultureInfo.InvariantCulture, $"{(before == month.Place - 1 && columns.Follows(month.Place) ? 'L' : 'M')}{month.Place + 0.5:0.#} {down:0.##}");
            points.Add((Amount.Share((month.Place + 0.5) / _columns), down.ToString("0.##", CultureInfo.InvariantCulture)));
            before = month.Place;
        }

        (_line, _points) = (line.ToString(), points);
    }

    private IEnumerable<(string Class, double Top, double Height)> Parts(PlacedMonth month)
    {
        var (recurring, fresh) = (month.Answer.RecurringRevenue, month.Answer.NewRevenue);
        var start = Math.Sign(recurring) == Math.Sign(fresh) ? recurring : 0;
        var paler = month.MayChange ? " paler" : "";
        if (recurring != 0)
            yield return Part($"recurring{paler}", 0, recurring);
        if (fresh != 0)
            yield return Part($"new{paler}", start, start + fresh);
        if (month.IsMixed)
            yield return ("net", _money.Down(month.Answer.Revenue, 1), 0);
    }

    private (string Class, double Top, double Height) Part(string name, decimal from, decimal to)
    {
        var (first, second) = (_money.Down(from, 1), _money.Down(to, 1));
        return (name, Math.Min(first, second), Math.Abs(first - second));
    }

    private string Top(decimal amount) => Amount.Share(_money.Down(amount, 1));

    private string Left(PlacedMonth month) => Amount.Share((double)month.Place / _columns);

    // On which side of it a month's figures have room.
    private string Side(PlacedMonth month) => month.Place * 2 < _columns ? "early" : "late";

    private string Money(decimal amount) => Amount.Of(amount, Currency);

    private string Words(PlacedMonth month) =>
        $"{month.Answer.Month}: revenue {Money(month.Answer.Revenue)}, new {Money(month.Answer.NewRevenue)}, recurring {Money(month.Answer.RecurringRevenue)}, "
        + $"{Amount.Percent(month.Answer.NewPercent)} new{(month.MayChange ? ", not final" : "")}";
}
