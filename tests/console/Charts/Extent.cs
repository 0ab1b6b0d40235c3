using System.Globalization;
using System.Xml.Linq;
using Orleans.Tx.Charts;

namespace Orleans.Tx.Console.Tests.Charts;

/// <summary>Where in the picture something is drawn, moved groups counted in; of a text about where.</summary>
internal readonly record struct Extent(string What, double Left, double Top, double Right, double Bottom)
{
    public static IEnumerable<Extent> Of(XElement root) => root.Descendants().Select(Drawn).OfType<Extent>();

    private static Extent? Drawn(XElement element) => element.Name.LocalName switch
    {
        "rect" => Moved(element, Number(element, "x"), Number(element, "y"), Number(element, "width"), Number(element, "height")),
        "circle" => Moved(element, Number(element, "cx"), Number(element, "cy"), 0, 0),
        "path" => Path(element),
        "text" => Text(element),
        _ => null,
    };

    private static Extent Path(XElement path)
    {
        var points = Picture.Points(path);
        var (left, top) = (points.Min(point => point.X), points.Min(point => point.Y));
        return Moved(path, left, top, points.Max(point => point.X) - left, points.Max(point => point.Y) - top);
    }

    private static Extent Text(XElement text)
    {
        var size = Number(text, "font-size");
        var width = ChartText.Width(text.LastNode!.ToString(), size);
        var before = (string?)text.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 };
        return Moved(text, Number(text, "x") - before, Number(text, "y") - size, width, size);
    }

    private static Extent Moved(XElement element, double x, double y, double width, double height)
    {
        foreach (var move in element.Ancestors().Attributes("transform").Select(move => move.Value["translate(".Length..^1].Split(' ')))
            (x, y) = (x + double.Parse(move[0], CultureInfo.InvariantCulture), y + double.Parse(move[1], CultureInfo.InvariantCulture));
        return new Extent((string?)element.Attribute("class") ?? "", x, y, x + width, y + height);
    }

    private static double Number(XElement element, string attribute) => Picture.Number(element, attribute);
}
