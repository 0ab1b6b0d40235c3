using System.Globalization;
using System.Xml.Linq;
using Orleans.Tx.Charts;
using Orleans.Tx.Console.Tests.Revenue;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Console.Tests.Charts;

public sealed class CohortHeatMapTests
{
    private const string Log = """
        customer,date,amount
        a,2024-01-05,12345.678
        b,2024-02-01,300
        a,2024-02-02,600
        b,2024-03-02,1.5
        a,2024-03-02,450.75
        c,2024-03-07,-20
        """;

    [Fact]
    public async Task Cells_tell_every_figure_of_every_cohort()
    {
        var cohorts = (await Picture.OfLog(Log)).Part("cohorts");

        Assert.Equal(
            [
                "acquired in 2024-01, 2024-01: 12,345.678; orders: 1, customers: 1",
                "acquired in 2024-01, 2024-02: 600.00; orders: 1, customers: 1",
                "acquired in 2024-01, 2024-03: 450.75; orders: 1, customers: 1",
                "acquired in 2024-02, 2024-02: 300.00; orders: 1, customers: 1",
                "acquired in 2024-02, 2024-03: 1.50; orders: 1, customers: 1",
                "acquired in 2024-03, 2024-03: -20.00; orders: 1, customers: 1",
            ],
            cohorts.All("cell").Select(Picture.Title));
        Assert.Equal(["12.3k", "600", "451", "300", "1.50", "−20.0"], cohorts.All("amount").Select(text => text.Value));
        Assert.Equal(["1", "1", "1"], cohorts.All("customers").Select(text => text.Value));
        Assert.Equal(["13,396.428", "301.50", "−20.00"], cohorts.All("total").Select(text => text.LastNode!.ToString()));
    }

    [Fact]
    public async Task Cells_of_a_month_stand_in_its_column_under_its_bar()
    {
        var picture = await Picture.OfLog(Log);
        var columns = picture.Part("months").All("month-name").ToDictionary(name => name.Value, name => Picture.Number(name, "x"));

        Assert.Equal(3, columns.Count);
        Assert.All(picture.Part("cohorts").All("cell"), cell => Assert.Equal(
            columns[Picture.Title(cell).Split(", ")[1][..7]], Centre(Picture.All(cell, "heat")[0]), 0.02));
    }

    [Fact]
    public async Task Row_of_a_cohort_stands_beside_its_name()
    {
        var cohorts = (await Picture.OfLog(Log)).Part("cohorts");

        var rows = cohorts.All("cohort");
        Assert.Equal(["2024-01", "2024-02", "2024-03"], rows.Select(row => Picture.All(row, "row-name")[0].Value));
        Assert.All(rows, row => Assert.All(Picture.All(row, "heat"), cell => Assert.InRange(
            Picture.Number(Picture.All(row, "row-name")[0], "y"), Picture.Number(cell, "y"), Picture.Number(cell, "y") + Picture.Number(cell, "height"))));
    }

    [Fact]
    public void Larger_amounts_are_darker_and_losses_are_of_another_colour()
    {
        decimal[] amounts = [0, 1, 5, 30, 200, 1000];
        var scale = new ColourScale(1000);

        Assert.Equal(amounts.Select(amount => Lightness(scale.Fill(amount))).OrderDescending(), amounts.Select(amount => Lightness(scale.Fill(amount))));
        Assert.Equal(amounts.Length, amounts.Select(scale.Fill).Distinct().Count());
        Assert.Empty(amounts.Select(scale.Fill).Intersect(amounts.Select(amount => scale.Fill(-amount - 0.5m))));
        Assert.True(Blue(scale.Fill(200)) > Red(scale.Fill(200)));
        Assert.True(Blue(scale.Fill(-200)) < Red(scale.Fill(-200)));
    }

    [Fact]
    public void What_is_written_in_a_cell_stands_out_from_its_colour()
    {
        var scale = new ColourScale(1000);
        for (var amount = -1000m; amount <= 1000; amount += 10)
            Assert.True(Contrast(scale.Fill(amount), scale.Ink(amount)) >= 4.5, $"{amount} on {scale.Fill(amount)} in {scale.Ink(amount)}");
    }

    [Fact]
    public void Sixty_cohorts_have_a_row_each()
    {
        var cohorts = Cohorts(60);

        Assert.Equal(60, cohorts.All("cohort").Count);
        Assert.Contains("Revenue by the month in which customers were acquired", cohorts.Texts);
    }

    [Theory]
    [InlineData(61, 21, "quarter", "2001-Q1", "2006-Q1")]
    [InlineData(180, 60, "quarter", "2001-Q1", "2015-Q4")]
    [InlineData(181, 16, "year", "2001", "2016")]
    public void More_cohorts_are_put_together(int count, int rows, string unit, string first, string last)
    {
        var cohorts = Cohorts(count);

        var names = cohorts.All("cohort").Select(row => Picture.All(row, "row-name")[0].Value).ToList();
        Assert.Equal((rows, first, last), (names.Count, names[0], names[^1]));
        Assert.Contains($"Revenue by the {unit} in which customers were acquired", cohorts.Texts);
        Assert.Equal(3 * count, cohorts.All("customers").Sum(text => int.Parse(text.Value, CultureInfo.InvariantCulture)));
        Assert.Equal(count * (100 + 0.25m), cohorts.All("total").Sum(text => decimal.Parse(text.LastNode!.ToString(), CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Cells_of_cohorts_that_are_put_together_are_their_sums()
    {
        var cells = Cohorts(61).All("cell").Select(Picture.Title).ToList();

        Assert.Equal(
            [
                "acquired in 2001-Q1, 2001-01: 100.00; orders: 2, customers: 1",
                "acquired in 2001-Q1, 2001-02: 100.25; orders: 4, customers: 2",
                "acquired in 2001-Q1, 2001-03: 100.25; orders: 4, customers: 2",
                "acquired in 2001-Q1, 2001-04: 0.25; orders: 2, customers: 1",
                "acquired in 2001-Q2, 2001-04: 100.00; orders: 2, customers: 1",
            ],
            cells.Take(5));
        Assert.Equal(20 * 4 + 2, cells.Count);
    }

    [Theory]
    [InlineData(12, "12.3k 4.56k")]
    [InlineData(30, "12k 4.6k")]
    [InlineData(36, "12k 5k")]
    [InlineData(60, "")]
    public void Cells_tell_as_many_digits_as_there_is_room_for(int months, string figures)
    {
        var (first, last) = (new Month(2001, 1), Month.OfOrdinal(new Month(2001, 1).Ordinal + months - 1));
        var cohort = Answers.Cohort($"{first}", ($"{first}", 12_345), ($"{last}", 4_560));
        var cohorts = Picture.Of(Answers.Of(Answers.Block("USD") with { Months = null, Cohorts = [cohort] })).Part("cohorts");

        Assert.Equal(figures, string.Join(' ', cohorts.All("amount").Select(text => text.Value)));
    }

    [Fact]
    public void Cells_too_narrow_for_figures_have_none_but_a_stroke_where_there_is_a_loss()
    {
        var cohorts = Cohorts(60, later: -0.25m);

        Assert.Empty(cohorts.All("amount"));
        Assert.Equal(60, cohorts.All("loss").Count);
    }

    [Fact]
    public async Task Mission_log_has_all_its_cells()
    {
        var path = MissionData.Log;
        var cohorts = (await Picture.OfLog(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))).Part("cohorts");

        var expected = MissionData.Rows("order_log.cohorts.csv").SelectMany(row => row[1..].Where(cell => cell.Length > 0));
        Assert.Equal(expected, cohorts.All("cell").Select(cell => Picture.Title(cell).Split(": ")[1].Split(';')[0].Replace(",", "", StringComparison.Ordinal)));
    }

    // Each with 100 in its first month and a little in the next.
    private static Picture Cohorts(int count, decimal later = 0.25m)
    {
        var start = new Month(2001, 1).Ordinal;
        var cohorts = Enumerable.Range(start, count).Select(Month.OfOrdinal)
            .Select(month => Answers.Cohort(month.ToString(), (month.ToString(), 100), (month.Next.ToString(), later)));
        return Picture.Of(Answers.Of(Answers.Block("USD") with { Months = null, Cohorts = [.. cohorts] })).Part("cohorts");
    }

    private static double Centre(XElement cell) => Picture.Number(cell, "x") + Picture.Number(cell, "width") / 2;

    private static int Red(string colour) => int.Parse(colour.AsSpan(1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static int Green(string colour) => int.Parse(colour.AsSpan(3, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static int Blue(string colour) => int.Parse(colour.AsSpan(5, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // Relative luminance and contrast as the Web Content Accessibility Guidelines define them.
    private static double Lightness(string colour) => 0.2126 * Linear(Red(colour)) + 0.7152 * Linear(Green(colour)) + 0.0722 * Linear(Blue(colour));

    private static double Linear(int part) => part <= 10 ? part / 255.0 / 12.92 : Math.Pow((part / 255.0 + 0.055) / 1.055, 2.4);

    private static double Contrast(string one, string other)
    {
        var (lighter, darker) = (Math.Max(Lightness(one), Lightness(other)), Math.Min(Lightness(one), Lightness(other)));
        return (lighter + 0.05) / (darker + 0.05);
    }
}
