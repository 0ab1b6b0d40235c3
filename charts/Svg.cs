using System.Globalization;
using System.Xml.Linq;

namespace Orleans.Tx.Charts;

/// <summary>
/// The elements that the pictures are made of. Their looks are attributes, not styles, and they refer to nothing outside: programs that
/// write texts and slides read no more of SVG than that.
/// </summary>
internal static class Svg
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <param name="name">What the element is, for those who want to find it in the picture.</param>
    public static XElement Group(string name, params object?[] content) => Element("g", new XAttribute("class", name), content);

    /// <summary>A group whose content is drawn further down or right.</summary>
    public static XElement At(double x, double y, XElement content)
    {
        content.SetAttributeValue("transform", $"translate({Number(x)} {Number(y)})");
        return content;
    }

    public static XElement Rect(string name, Box box, string fill) => Element(
        "rect",
        new XAttribute("class", name),
        new XAttribute("x", Number(box.X)),
        new XAttribute("y", Number(box.Y)),
        new XAttribute("width", Number(box.Width)),
        new XAttribute("height", Number(box.Height)),
        new XAttribute("fill", fill));

    public static XElement Line(string name, double x1, double y1, double x2, double y2, string stroke, double width = 1) =>
        Path(name, $"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}", stroke, width);

    public static XElement Path(string name, string data, string stroke, double width) => Element(
        "path",
        new XAttribute("class", name),
        new XAttribute("d", data),
        new XAttribute("fill", "none"),
        new XAttribute("stroke", stroke),
        new XAttribute("stroke-width", Number(width)),
        new XAttribute("stroke-linejoin", "round"));

    public static XElement Circle(string name, double x, double y, double radius, string stroke) => Element(
        "circle",
        new XAttribute("class", name),
        new XAttribute("cx", Number(x)),
        new XAttribute("cy", Number(y)),
        new XAttribute("r", Number(radius)),
        new XAttribute("fill", Palette.Paper),
        new XAttribute("stroke", stroke),
        new XAttribute("stroke-width", "1.5"));

    /// <summary>A triangle around a point, that points up or down.</summary>
    public static XElement Triangle(string name, double x, double y, bool up)
    {
        var (tip, foot) = up ? (y - 5, y + 4) : (y + 5, y - 4);
        var path = Path(name, $"M{Number(x)} {Number(tip)}L{Number(x + 5)} {Number(foot)}L{Number(x - 5)} {Number(foot)}Z", Palette.Ink, 1.5);
        path.SetAttributeValue("fill", Palette.Paper);
        return path;
    }

    public static XElement Text(string name, double x, double y, string text, TextLook look) => Element(
        "text",
        new XAttribute("class", name),
        new XAttribute("x", Number(x)),
        new XAttribute("y", Number(y)),
        new XAttribute("font-size", Number(look.Size)),
        new XAttribute("fill", look.Fill),
        look.Anchor == TextAnchor.Start ? null : new XAttribute("text-anchor", look.Anchor == TextAnchor.Middle ? "middle" : "end"),
        look.Bold ? new XAttribute("font-weight", "bold") : null,
        ChartText.Clean(text));

    /// <summary>What is shown where one points at the element.</summary>
    public static XElement WithTitle(this XElement element, string title)
    {
        element.AddFirst(Element("title", ChartText.Clean(title)));
        return element;
    }

    public static XElement WithOpacity(this XElement element, double opacity)
    {
        element.SetAttributeValue("fill-opacity", Number(opacity));
        return element;
    }

    /// <summary>The picture as a whole, on paper of its own: what lies behind it may be dark.</summary>
    public static XElement Picture(double width, double height, string title, string description, params object?[] content) => Element(
        "svg",
        new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
        new XAttribute("width", Number(width)),
        new XAttribute("height", Number(height)),
        new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", "tx-chart-title tx-chart-description"),
        new XAttribute("font-family", "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"),
        Element("title", new XAttribute("id", "tx-chart-title"), ChartText.Clean(title)),
        Element("desc", new XAttribute("id", "tx-chart-description"), ChartText.Clean(description)),
        Rect("paper", new Box(0, 0, width, height), Palette.Paper),
        content);

    /// <summary>A coordinate to the hundredth.</summary>
    // The sum turns a negative zero into a plain one.
    public static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    private static XElement Element(string name, params object?[] content) => new(Namespace + name, content);
}
