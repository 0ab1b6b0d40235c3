using System.Xml.Linq;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Charts;

/// <summary>
/// The picture of an answer to the revenue analysis: a block for each currency, one below the other, with its months and its cohorts as
/// far as the answer has them. The same answer gives the same picture.
/// </summary>
public sealed class RevenueChart
{
    private const double Left = 100;
    private const double RightOfPlot = 210;
    private const double Margin = 28;
    private static readonly TextLook Caption = new(12.5, Palette.Muted);
    private readonly string _source;
    private readonly IReadOnlyList<string> _caption;
    private readonly IReadOnlyList<(CurrencyAnswer Block, MonthColumns Columns)> _blocks;
    private readonly double _plotWidth;

    /// <param name="source">What the orders come from, such as the names of files.</param>
    /// <param name="caption">What stands above the pictures: which definition, zone and rows the figures are of.</param>
    public RevenueChart(RevenueAnswer answer, string source, IEnumerable<string> caption)
    {
        (_source, _caption) = (source, [.. caption]);
        _blocks = [.. answer.Currencies.Select(block => (block, MonthColumns.Of(MonthsIn(block))))];
        _plotWidth = Math.Clamp(_blocks.Select(block => block.Columns.Months.Count).Append(0).Max() * 120.0, 440, 890);
    }

    private double Width => Left + _plotWidth + RightOfPlot;

    public XElement Draw()
    {
        var parts = Header().Concat(_blocks.SelectMany(block => Block(block.Block, block.Columns)));
        var (content, y) = (new List<XElement>(), Margin);
        foreach (var part in parts)
        {
            content.Add(Svg.At(0, y, part.Element));
            y += part.Height;
        }

        return Svg.Picture(Width, Math.Ceiling(y + Margin), $"New and recurring revenue: {_source}", Description(), content);
    }

    private IEnumerable<Figure> Header()
    {
        yield return Line("title", "New and recurring revenue", new TextLook(22, Palette.Ink, Bold: true), 32);
        foreach (var line in _caption.Prepend($"Source: {ChartText.Shortened(_source, 90)}"))
        {
            foreach (var row in ChartText.Wrapped(line, Caption.Size, Width - 2 * Margin))
                yield return Line("caption", row, Caption, 18);
        }
    }

    private IEnumerable<Figure> Block(CurrencyAnswer block, MonthColumns columns)
    {
        var scale = new MonthScale(columns, Left, _plotWidth);
        yield return Space(24);
        yield return Line("currency", $"{Heading(block)}{Range(columns)}", new TextLook(16, Palette.Ink, Bold: true), 26);
        if (columns.LeavesOut)
            yield return Line("caption", "Months without orders are left out: columns side by side may lie years apart.", Caption, 24);
        if (block.Months is { IsEmpty: false } months)
            yield return new MonthsChart(months, block.Currency, scale).Draw();
        if (block is { Months.IsEmpty: false, Cohorts.IsEmpty: false })
            yield return Space(30);
        if (block.Cohorts is { IsEmpty: false } cohorts)
            yield return new CohortHeatMap(cohorts, scale).Draw();
    }

    private string Description()
    {
        var blocks = _blocks.Select(block => $"{Heading(block.Block)}{Range(block.Columns)}.");
        return string.Join(' ', _caption.Concat(blocks));
    }

    private string Heading(CurrencyAnswer block)
    {
        var unit = block.Currency is { } code ? $" in {code}" : _blocks.Count > 1 ? " without a currency" : "";
        return $"Revenue{unit}: {ChartNumber.Exact(block.Revenue)}";
    }

    private static string Range(MonthColumns columns) => columns.Months switch
    {
        [] => "",
        [var only] => $", {only}",
        [var first, .., var last] => $", {first} to {last}",
    };

    private static IEnumerable<Month> MonthsIn(CurrencyAnswer block) => (block.Months ?? []).Select(month => month.Month)
        .Concat((block.Cohorts ?? []).SelectMany(cohort => cohort.Months).Select(month => month.Month))
        .Select(Month.Parse);

    private static Figure Line(string name, string text, TextLook look, double height) =>
        new(Svg.Group("line", Svg.Text(name, Margin, look.Size * 0.8, text, look)), height);

    private static Figure Space(double height) => new(Svg.Group("space"), height);
}
