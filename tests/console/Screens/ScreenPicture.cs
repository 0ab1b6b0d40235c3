using System.Globalization;
using System.Xml.Linq;

namespace Orleans.Tx.Console.Tests.Screens;

/// <summary>Draws what a terminal shows as SVG, as a window: for the README, which shows nothing that was not there.</summary>
internal static class ScreenPicture
{
    private const double CellWidth = 8.4;
    private const double CellHeight = 19;
    private const double Margin = 18;
    private const double Bar = 34;
    private const string Ground = "#0d1117";
    private const string Usual = "#e6edf3";
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    public static XDocument Of(Screen screen, string title)
    {
        var lines = screen.Cells.Take(screen.Lines.Index().Last(line => line.Item.Length > 0).Index + 1).ToList();
        var (width, height) = (screen.Width * CellWidth + 2 * Margin, lines.Count * CellHeight + Bar + Margin);
        return new XDocument(new XElement(_svg + "svg",
            new XAttribute("viewBox", $"0 0 {Text(width)} {Text(height)}"), new XAttribute("width", Text(width)), new XAttribute("height", Text(height)),
            new XAttribute("font-family", "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"), new XAttribute("font-size", "14"),
            new XElement(_svg + "title", title),
            Rect(0, 0, width, height, Ground, 10),
            ((string[])["#ff5f57", "#febc2e", "#28c840"]).Select((colour, index) => new XElement(_svg + "circle",
                new XAttribute("cx", Text(Margin + 4 + 20 * index)), new XAttribute("cy", "18"), new XAttribute("r", "6"), new XAttribute("fill", colour))),
            lines.SelectMany(Line)));
    }

    private static IEnumerable<XElement> Line(IReadOnlyList<ScreenCell> cells, int row)
    {
        for (var start = 0; start < cells.Count;)
        {
            var end = start + 1;
            while (end < cells.Count && cells[end].Pen == cells[start].Pen && IsBlock(cells[end]) == IsBlock(cells[start]) && (!IsBlock(cells[end]) || cells[end].Sign == cells[start].Sign))
                end++;
            foreach (var element in Run(cells, row, start, end))
                yield return element;
            start = end;
        }
    }

    private static IEnumerable<XElement> Run(IReadOnlyList<ScreenCell> cells, int row, int start, int end)
    {
        var (pen, x, y, width) = (cells[start].Pen, Margin + start * CellWidth, Bar + row * CellHeight, (end - start) * CellWidth);
        var ink = pen.Foreground ?? Usual;
        if (pen.Background is { } ground)
            yield return Rect(x, y, width, CellHeight, ground);
        if (Block(cells[start].Sign, x, y, width, ink, pen) is { } block)
        {
            yield return block;
            yield break;
        }

        var text = string.Concat(cells.Skip(start).Take(end - start).Select(cell => cell.Sign));
        if (text.Trim().Length == 0)
            yield break;
        var lead = text.Length - text.TrimStart().Length;
        var shown = text.Trim();
        yield return new XElement(_svg + "text",
            new XAttribute("x", Text(x + lead * CellWidth)), new XAttribute("y", Text(y + 14)), new XAttribute("fill", ink),
            new XAttribute("textLength", Text(shown.Length * CellWidth)), new XAttribute("lengthAdjust", "spacingAndGlyphs"),
            new XAttribute(XNamespace.Xml + "space", "preserve"),
            pen.Bold ? new XAttribute("font-weight", "bold") : null, pen.Faint ? new XAttribute("opacity", "0.6") : null, shown);
    }

    // Fonts differ in how they join these; a terminal draws them itself too.
    private static XElement? Block(char sign, double x, double y, double width, string ink, Pen pen) => sign switch
    {
        '█' => Rect(x, y + 3, width, CellHeight - 6, ink),
        '░' => With(Rect(x, y + 3, width, CellHeight - 6, ink), "opacity", "0.2"),
        '─' => With(Rect(x, y + CellHeight / 2, width, 1, ink), "opacity", pen.Faint ? "0.5" : "1"),
        _ => null,
    };

    private static bool IsBlock(ScreenCell cell) => cell.Sign is '█' or '░' or '─';

    private static XElement Rect(double x, double y, double width, double height, string fill, double radius = 0) => new(_svg + "rect",
        new XAttribute("x", Text(x)), new XAttribute("y", Text(y)), new XAttribute("width", Text(width)), new XAttribute("height", Text(height)),
        radius > 0 ? new XAttribute("rx", Text(radius)) : null, new XAttribute("fill", fill));

    private static XElement With(XElement element, string name, string value)
    {
        element.SetAttributeValue(name, value);
        return element;
    }

    private static string Text(double number) => Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);
}
