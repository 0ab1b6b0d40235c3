using System.Globalization;
using System.Xml.Linq;
using Orleans.Tx.Console.Tests.Revenue;

namespace Orleans.Tx.Console.Tests.Charts;

public sealed class RevenueChartTests
{
    private const string Nasty = "]]><script>alert(\"1\")</script> & 'x' \u0001\n\uD800 ünï 💶";

    [Fact]
    public async Task Header_names_source_definition_zone_and_rows()
    {
        const string Log = "customer,date,amount\na,2024-01-05,10\n,2024-01-06,1\n";
        var picture = await Picture.OfLog(Log, "--new", "first-order", "--zone", "Europe/Berlin", "--default-currency", "EUR");

        Assert.Equal(
            [
                "New and recurring revenue",
                "Source: standard input",
                "New by first-order: only the orders at a customer's first timestamp. Months in Europe/Berlin.",
                "1 row of 1 customer; 1 set aside: 1 missing-customer.",
                "Revenue in EUR: 10.00, 2024-01",
            ],
            picture.Texts.Take(5));
        Assert.Contains("revenue, EUR", picture.Texts);
    }

    [Fact]
    public async Task Currencies_have_a_block_and_an_axis_each()
    {
        var picture = await Picture.OfLog("customer,date,amount,currency\na,2024-01-05,1000,JPY\na,2024-01-05,9,EUR\na,2024-02-05,3,\n");

        Assert.Equal(
            ["Revenue without a currency: 3.00, 2024-02", "Revenue in EUR: 9.00, 2024-01", "Revenue in JPY: 1,000.00, 2024-01"],
            picture.All("currency").Select(heading => heading.Value));
        Assert.Equal([9, 1000], [picture.Part("months", 1).Figure(Bar(picture, 1)), picture.Part("months", 2).Figure(Bar(picture, 2))], Near);
        var tops = picture.Root.Elements().Select(part => part.Attribute("transform")?.Value).OfType<string>()
            .Select(place => double.Parse(place.TrimEnd(')').Split(' ')[1], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(tops.Order(), tops);
    }

    [Fact]
    public async Task Log_without_orders_gives_a_picture_that_says_so()
    {
        var picture = await Picture.OfLog("customer,date,amount\n");

        Assert.Contains("There are no orders to report.", picture.Texts);
        Assert.Empty(picture.All("months"));
        Assert.Empty(picture.All("cohorts"));
    }

    [Fact]
    public void Text_of_any_kind_stays_text()
    {
        var block = Answers.Block(Nasty, Answers.Month("2024-01", 1, 1)) with { Cohorts = [Answers.Cohort("2024-01", ("2024-01", 2))] };
        var written = Picture.Of(Answers.Of(block) with { Zone = Nasty }, source: Nasty).Root.ToString();
        var picture = new Picture(XElement.Parse(written, LoadOptions.PreserveWhitespace));

        const string Shown = "]]><script>alert(\"1\")</script> & 'x' \uFFFD\uFFFD\uFFFD ünï 💶";
        Assert.Contains($"Source: {Shown}", picture.Texts);
        Assert.Contains($"revenue, {Shown}", picture.Texts);
        Assert.Contains($"Months in {Shown}.", Description(picture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picture_refers_to_nothing_and_runs_nothing()
    {
        var picture = await Picture.OfLog("customer,date,amount\na,2024-01-05,10\na,2024-02-05,-10\nb,2024-02-05,100\n");

        Assert.Equal(
            ["circle", "desc", "g", "path", "rect", "svg", "text", "title"],
            picture.Root.DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct().Order(StringComparer.Ordinal));
        var attributes = picture.Root.DescendantsAndSelf().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
        Assert.DoesNotContain(attributes, attribute => attribute.Name.LocalName is "href" or "style");
        Assert.DoesNotContain(attributes, attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(attributes, attribute => attribute.Value.Contains("://", StringComparison.Ordinal));
        Assert.DoesNotContain(attributes, attribute => attribute.Value.Contains("url(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Picture_has_a_view_box_a_title_and_a_description()
    {
        var picture = await Picture.OfLog("customer,date,amount\na,2024-01-05,10\na,2024-02-05,5\n");
        var root = picture.Root;

        Assert.Equal($"0 0 {root.Attribute("width")!.Value} {root.Attribute("height")!.Value}", root.Attribute("viewBox")!.Value);
        Assert.Equal("New and recurring revenue: standard input", Picture.Title(root));
        Assert.EndsWith("Revenue: 15.00, 2024-01 to 2024-02.", Description(picture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(240)]
    public void Nothing_is_drawn_beyond_the_paper(int count)
    {
        var months = Enumerable.Range(24000, count).Select(Domain.Calendar.Month.OfOrdinal).Select(month => month.ToString()).ToList();
        var block = Answers.Block("USD", [.. months.Select(month => Answers.Month(month, 1e12m, -3e11m))])
            with { Cohorts = [.. months.Select(month => Answers.Cohort(month, (month, 1e12m), (months[^1], -1e11m)))] };
        var picture = Picture.Of(Answers.Of(block), source: string.Join(", ", Enumerable.Repeat("a long name of a file.csv", 20)));

        var (width, height) = (Picture.Number(picture.Root, "width"), Picture.Number(picture.Root, "height"));
        var boxes = Extent.Of(picture.Root).ToList();
        Assert.True(boxes.Count > 20);
        Assert.All(boxes, box => Assert.True(
            box is { Left: >= 0, Top: >= 0 } && box.Right <= width && box.Bottom <= height, $"{box} of {width} x {height}"));
    }

    [Fact]
    public void Answer_without_cohorts_or_months_shows_what_it_has()
    {
        var months = Picture.Of(Answers.Of(Answers.Block("USD", Answers.Month("2024-01", 1, 1))));
        var cohorts = Picture.Of(Answers.Of(Answers.Block("USD") with { Months = null, Cohorts = [Answers.Cohort("2024-01", ("2024-01", 2))] }));

        Assert.Equal((1, 0), (months.All("months").Count, months.All("cohorts").Count));
        Assert.Equal((0, 1), (cohorts.All("months").Count, cohorts.All("cohorts").Count));
    }

    [Fact]
    public async Task Mission_log_is_drawn_to_the_cent_that_can_be_seen()
    {
        var path = MissionData.Log;
        var months = (await Picture.OfLog(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))).Part("months");

        var rows = MissionData.Rows("order_log.months.csv");
        var unit = months.Amount(0) - months.Amount(1);
        double[] expected = [.. rows.SelectMany(row => (double[])[Read(row[3]), Read(row[2])]).Where(figure => figure != 0)];
        Assert.Equal(expected, months.All("bars")[0].Elements().Select(months.Figure), (one, other) => Math.Abs(one - other) < 0.02 * unit);
        Assert.Equal(rows.Select(row => $"{row[4]}%"), months.All("figure").Select(figure => figure.Value).Where(figure => figure.EndsWith('%')));
    }

    private static string Description(Picture picture) => picture.Root.Elements().Single(element => element.Name.LocalName == "desc").Value;

    private static double Read(string figure) => double.Parse(figure, CultureInfo.InvariantCulture);

    private static XElement Bar(Picture picture, int block) => Assert.Single(picture.Part("bars", block).Root.Elements());

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= expected / 1000;
}
