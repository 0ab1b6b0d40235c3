using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Console.Tests.Revenue;

namespace Orleans.Tx.Console.Tests.Charts;

public sealed class MonthsChartTests
{
    private const string Log = """
        customer,date,amount
        a,2024-01-05,1000
        b,2024-02-01,300
        a,2024-02-02,600
        c,2024-03-01,150.25
        a,2024-03-02,450.75
        """;

    // A hundredth of a unit of the drawing, at both ends, in what an axis of 300 units up to 1000 shows.
    private const double Drawn = 0.07;

    [Fact]
    public async Task Bars_are_as_long_as_their_figures()
    {
        var months = (await Picture.OfLog(Log)).Part("months");

        Assert.Equal([1000, 300, 150.25], months.In("bars", "new").Select(bar => Math.Round(months.Figure(bar), 2)), Near);
        Assert.Equal([600, 450.75], months.In("bars", "recurring").Select(bar => Math.Round(months.Figure(bar), 2)), Near);
    }

    [Fact]
    public async Task New_revenue_stands_on_recurring_revenue_which_stands_on_zero()
    {
        var months = (await Picture.OfLog(Log)).Part("months");
        var (recurring, fresh) = (Bar(months, "recurring", "2024-02"), Bar(months, "new", "2024-02"));

        Assert.Equal(0, months.Amount(Picture.Number(recurring, "y") + Picture.Number(recurring, "height")), Drawn);
        Assert.Equal(Picture.Number(recurring, "y"), Picture.Number(fresh, "y") + Picture.Number(fresh, "height"), 0.011);
        Assert.Equal(900, months.Amount(Picture.Number(fresh, "y")), Drawn);
        Assert.Equal(Picture.Number(recurring, "x"), Picture.Number(fresh, "x"));
        Assert.Equal(Picture.Number(recurring, "width"), Picture.Number(fresh, "width"));
    }

    [Fact]
    public async Task Exact_amounts_are_told_where_one_points()
    {
        var months = (await Picture.OfLog("customer,date,amount\na,2024-01-05,1234567.12345678\nb,2024-02-01,-0.5\na,2024-02-02,3\n")).Part("months");

        Assert.Equal("2024-01: new 1,234,567.12345678 of 1,234,567.12345678", Picture.Title(Bar(months, "new", "2024-01")));
        Assert.Equal("2024-02: new -0.50 of 2.50", Picture.Title(Bar(months, "new", "2024-02")));
    }

    [Fact]
    public async Task Percentages_stand_by_their_own_axis()
    {
        var months = (await Picture.OfLog(Log)).Part("months");

        Assert.Equal([100, 33.33, 25], Percents(months), NearPercent);
        var line = Assert.Single(months.In("percents", "percent"));
        Assert.Equal([100, 33.33, 25], Picture.Points(line).Select(point => months.Percent(point.Y)), NearPercent);
    }

    [Fact]
    public async Task Line_is_broken_at_a_month_without_revenue_and_at_one_without_orders()
    {
        var months = (await Picture.OfLog("""
            customer,date,amount
            a,2024-01-05,10
            a,2024-02-05,10
            a,2024-03-05,10
            b,2024-03-05,-10
            a,2024-04-05,10
            a,2024-05-05,10
            a,2024-07-05,10
            """)).Part("months");

        var columns = months.All("month-name").ToDictionary(name => Picture.Number(name, "x"), name => name.Value);
        string[][] pieces = [["2024-01", "2024-02"], ["2024-04", "2024-05"]];
        Assert.Equal(pieces, months.In("percents", "percent").Select(line => Picture.Points(line).Select(point => columns[point.X]).ToArray()));
        Assert.Equal(
            ["2024-01", "2024-02", "2024-04", "2024-05", "2024-07"],
            months.In("percents", "point").Select(point => columns[Picture.Number(point, "cx")]).Order(StringComparer.Ordinal));
        Assert.Contains("2024-06", columns.Values);
    }

    [Fact]
    public async Task Month_of_refunds_hangs_below_zero()
    {
        var months = (await Picture.OfLog("customer,date,amount\na,2024-01-05,100\na,2024-02-01,-40\nb,2024-02-01,-20\n")).Part("months");
        var (recurring, fresh) = (Bar(months, "recurring", "2024-02"), Bar(months, "new", "2024-02"));

        Assert.Equal(0, months.Amount(Picture.Number(recurring, "y")), 0.02);
        Assert.Equal(-40, months.Amount(Picture.Number(fresh, "y")), 0.02);
        Assert.Equal(-60, months.Amount(Picture.Number(fresh, "y") + Picture.Number(fresh, "height")), 0.02);
        Assert.Empty(months.All("net"));
    }

    [Fact]
    public async Task Month_of_gains_and_losses_shows_what_remains()
    {
        var months = (await Picture.OfLog("customer,date,amount\na,2024-01-05,100\na,2024-02-01,-40\nb,2024-02-01,70\n")).Part("months");

        Assert.Equal([-40, 70], [months.Figure(Bar(months, "recurring", "2024-02")), months.Figure(Bar(months, "new", "2024-02"))], Near);
        var net = Assert.Single(months.In("bars", "net"));
        Assert.Equal(30, months.Amount(Picture.Points(net)[0].Y), 0.02);
        Assert.Contains("net revenue", months.Texts);
    }

    [Theory]
    [InlineData(2000, true)]
    [InlineData(-2000, false)]
    public void Percentage_beyond_the_axis_is_a_triangle_at_its_end(int percent, bool top)
    {
        var months = Picture.Of(Answers.Of(Answers.Block(
            "USD", Answers.Month("2024-01", 50, 50), Answers.Month("2024-02", 100, -95, percent), Answers.Month("2024-03", 50, 50)))).Part("months");

        var triangle = Assert.Single(months.In("percents", "off-scale"));
        Assert.Equal(percent > 0 ? "2024-02: 2000.00% new" : "2024-02: -2000.00% new", Picture.Title(triangle));
        var middle = Picture.Points(Assert.Single(months.In("percents", "percent")))[1].Y;
        var ends = months.All("percent-tick").Select(tick => Picture.Number(tick, "y") - 4).ToList();
        Assert.Equal(top ? ends.Min() : ends.Max(), middle, 0.011);
        Assert.Contains("% off the scale", months.Texts);
    }

    [Fact]
    public void Percentage_somewhat_above_100_is_on_the_axis()
    {
        var months = Picture.Of(Answers.Of(Answers.Block("USD", Answers.Month("2024-01", 120, -20, 120), Answers.Month("2024-02", 50, 50)))).Part("months");

        Assert.Equal([120, 50], Percents(months), NearPercent);
        Assert.Empty(months.All("off-scale"));
    }

    [Fact]
    public void Months_that_may_change_are_paler_and_say_so()
    {
        var months = Picture.Of(Answers.Of(Answers.Block(
            "USD", Answers.Month("2024-01", 10, 0, 100, complete: true), Answers.Month("2024-02", 10, 0, 100, complete: false)))).Part("months");

        Assert.Null(Bar(months, "new", "2024-01").Attribute("fill-opacity"));
        Assert.True(Picture.Number(Bar(months, "new", "2024-02"), "fill-opacity") < 0.6);
        Assert.Contains("paler: not final", months.Texts);
    }

    [Fact]
    public void Bars_of_random_logs_add_up_to_the_revenue() => Prop.ForAll(Logs.Any, log =>
    {
        var picture = Picture.OfLog(string.Concat(log.Select(row => row.Csv + "\n").Prepend(LogRow.Header + "\n"))).Result;
        var sums = log.GroupBy(row => row.Currency).ToDictionary(rows => rows.Key, rows => (double)rows.Sum(row => row.Amount));

        Assert.Equal(sums.Count, picture.All("months").Count);
        foreach (var (index, sum) in sums.OrderBy(sum => sum.Key, StringComparer.Ordinal).Index())
        {
            var months = picture.Part("months", index);
            var bars = months.In("bars", "new").Concat(months.In("bars", "recurring")).ToList();
            // Each end of a bar is drawn to the hundredth of a unit.
            var tolerance = 0.011 * (bars.Count + 1) * Math.Abs(months.Amount(0) - months.Amount(1));
            Assert.Equal(sum.Value, bars.Sum(months.Figure), tolerance);
        }
    }).QuickCheckThrowOnFailure();

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= Drawn;

    private static bool NearPercent(double expected, double actual) => Math.Abs(expected - actual) <= 0.01;

    private static XElement Bar(Picture months, string name, string month) =>
        months.In("bars", name).Single(bar => Picture.Title(bar).StartsWith(month + ":", StringComparison.Ordinal));

    private static IEnumerable<double> Percents(Picture months) => months.In("percents", "point").Select(mark => months.Percent(Picture.Number(mark, "cy")));
}
