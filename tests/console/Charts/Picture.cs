using System.Globalization;
using System.Xml.Linq;
using Orleans.Tx.Charts;
using Orleans.Tx.Client.Revenue;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Console.Tests.Charts;

/// <summary>A picture as a program reads it: elements by what they are, coordinates as numbers.</summary>
internal sealed class Picture(XElement root)
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public XElement Root => root;

    /// <summary>All that is written in it.</summary>
    public IEnumerable<string> Texts => root.Descendants(Svg + "text").Select(text => text.Value);

    public static Picture Of(RevenueAnswer answer, string source = "orders.csv") => new(new RevenueChart(answer, source, RevenueCaption.Lines(answer)).Draw());

    /// <summary>The picture that the console draws of a log.</summary>
    public static async Task<Picture> OfLog(string log, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "chart.svg");
        var result = await InProcess.RunOn(log, ["revenue", "-", "--chart", path, .. options]);
        Assert.True(result.Status == ExitStatus.Done, result.Error);
        return new Picture(XElement.Load(path));
    }

    public IReadOnlyList<XElement> All(string name) => All(root, name);

    public static IReadOnlyList<XElement> All(XElement within, string name) =>
        [.. within.Descendants().Where(element => (string?)element.Attribute("class") == name)];

    /// <summary>The first group of that name, such as the months of the first currency.</summary>
    public Picture Part(string name, int index = 0) => new(All(name)[index]);

    public static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    public static string Title(XElement element) => element.Element(Svg + "title")!.Value;

    /// <summary>What stands in the first group of a name, as far as it is of a kind: the legend has such signs too.</summary>
    public IEnumerable<XElement> In(string group, string kind) => All(group)[0].Elements().Where(element => (string?)element.Attribute("class") == kind);

    /// <summary>The points of a path.</summary>
    public static IReadOnlyList<(double X, double Y)> Points(XElement path) =>
    [
        .. path.Attribute("d")!.Value.TrimEnd('Z').Split('M', 'L').Skip(1).Select(point => point.Split(' '))
            .Select(point => (double.Parse(point[0], CultureInfo.InvariantCulture), double.Parse(point[1], CultureInfo.InvariantCulture))),
    ];

    /// <summary>The amount that a height in the months' plot stands for, by the lines and words of its axis.</summary>
    public double Amount(double y)
    {
        var ticks = Ticks("money-tick");
        return ticks[0].Value + (ticks[0].Y - y) * (ticks[^1].Value - ticks[0].Value) / (ticks[0].Y - ticks[^1].Y);
    }

    /// <summary>The percentage that a height in the months' plot stands for.</summary>
    public double Percent(double y)
    {
        var ticks = Ticks("percent-tick");
        return ticks[0].Value + (ticks[0].Y - y) * (ticks[^1].Value - ticks[0].Value) / (ticks[0].Y - ticks[^1].Y);
    }

    /// <summary>The figure that a bar's length stands for, with its sign.</summary>
    public double Figure(XElement bar)
    {
        var (top, bottom) = (Amount(Number(bar, "y")), Amount(Number(bar, "y") + Number(bar, "height")));
        return top + bottom > 0 ? top - bottom : bottom - top;
    }

    // From the lowest; a tick's word stands four below its line.
    private List<(double Value, double Y)> Ticks(string name) =>
        [.. All(name).Select(tick => (Read(tick.Value.TrimEnd('%')), Number(tick, "y") - 4)).OrderByDescending(tick => tick.Item2)];

    private static double Read(string tick)
    {
        var factor = tick[^1] switch { 'k' => 1e3, 'M' => 1e6, 'B' => 1e9, 'T' => 1e12, _ => 1 };
        return factor * double.Parse(tick.Replace('−', '-').TrimEnd('k', 'M', 'B', 'T'), CultureInfo.InvariantCulture);
    }
}
