namespace Orleans.Tx.Client.Output;

/// <summary>The whole screen, drawn over again and again; what was there before comes back at the end.</summary>
internal sealed class LiveScreen : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l";
    private const string Leave = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string EraseToEnd = "\e[K";
    private const string EraseBelow = "\e[J";

    private readonly Terminal _terminal;

    public LiveScreen(Terminal terminal)
    {
        _terminal = terminal;
        _terminal.Out.Write(Enter);
    }

    /// <param name="write">Writes lines that fit the terminal it is given; those that the screen is too low for are left out.</param>
    public void Draw(Action<Terminal> write)
    {
        var size = _terminal.Size;
        var text = new StringWriter();
        using (var sketch = _terminal.Onto(text, size.Width))
            write(sketch);
        var lines = text.ToString().TrimEnd('\n').Split('\n').Take(size.Height);
        _terminal.Out.Write($"{Home}{string.Join($"{EraseToEnd}\n", lines)}{EraseToEnd}{EraseBelow}");
        _terminal.Out.Flush();
    }

    public void Dispose()
    {
        _terminal.Out.Write(Leave);
        _terminal.Out.Flush();
    }
}
