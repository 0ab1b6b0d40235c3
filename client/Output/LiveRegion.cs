using System.Globalization;
using System.Text.RegularExpressions;

namespace Orleans.Tx.Client.Output;

/// <summary>The last lines of standard error, drawn over again and again.</summary>
internal sealed partial class LiveRegion(Terminal terminal)
{
    private const string EraseBelow = "\e[J";
    private const string EraseToEnd = "\e[K";

    private IReadOnlyList<string> _lines = [];

    /// <summary>Something is drawn.</summary>
    public bool IsOpen => _lines.Count > 0;

    /// <param name="write">Writes lines that fit the terminal it is given.</param>
    public void Draw(Action<Terminal> write)
    {
        var size = terminal.Size;
        var text = new StringWriter();
        using (var sketch = terminal.OntoError(text, size.Width))
        {
            write(sketch);
            sketch.Out.Flush();
        }

        var lines = text.ToString().TrimEnd('\n').Split('\n').Take(Math.Max(1, size.Height - 1)).ToList();
        terminal.Error.Write($"{Start(size.Width)}{string.Join($"{EraseToEnd}\n", lines)}{EraseToEnd}{EraseBelow}");
        _lines = lines;
    }

    /// <summary>Leaves what is drawn, and goes on below it.</summary>
    public void Keep()
    {
        if (IsOpen)
            terminal.Error.Write("\n");
        _lines = [];
    }

    /// <summary>Leaves nothing.</summary>
    public void Clear()
    {
        if (IsOpen)
            terminal.Error.Write(Start(terminal.Size.Width) + EraseBelow);
        _lines = [];
    }

    // A screen that was made narrower has broken the lines into more.
    private string Start(int width)
    {
        var rows = _lines.Sum(line => Math.Max(1, (TextWidth.Of(Sequences().Replace(line, "")) + width - 1) / width)) - 1;
        return rows > 0 ? string.Create(CultureInfo.InvariantCulture, $"\r\e[{rows}A") : "\r";
    }

    [GeneratedRegex("\e\\[[0-9;?]*[A-Za-z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sequences();
}
