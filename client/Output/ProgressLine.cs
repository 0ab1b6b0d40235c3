namespace Orleans.Tx.Client.Output;

/// <summary>
/// Shows on standard error how far something is, once it takes longer than a moment: on a terminal on one line that is drawn over,
/// else on a line of its own every ten seconds.
/// </summary>
internal sealed class ProgressLine(Terminal terminal) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(250);
    private const int BarWidth = 20;

    private readonly long _started = terminal.Time.GetTimestamp();
    private readonly LiveRegion _region = new(terminal);
    private TimeSpan _shownAt;
    private string? _told;

    public TimeSpan Elapsed => terminal.Time.GetElapsedTime(_started);

    /// <param name="share">How much of it is done, 0 to 1; null where that is not known.</param>
    /// <param name="line">What else there is to say.</param>
    public void Show(double? share, Func<string> line)
    {
        var elapsed = Elapsed;
        if (elapsed < Patience || (_shownAt > TimeSpan.Zero && elapsed - _shownAt < (terminal.ErrorIsTerminal ? DrawEvery : LineEvery)))
            return;
        _shownAt = elapsed;
        _told = null;
        if (terminal.ErrorIsTerminal)
            _region.Draw(sketch => sketch.Draw([Line(share, line()).Clipped(sketch.Width, terminal.Glyphs.Cut)]));
        else
            terminal.Error.WriteLine(line());
    }

    /// <summary>Tells on a line of its own what happened; once for as long as it is the same.</summary>
    public void Tell(string message)
    {
        if (_told == message)
            return;
        _told = message;
        _region.Clear();
        terminal.Error.WriteLine(message);
    }

    /// <summary>Leaves the line empty.</summary>
    public void Dispose() => _region.Clear();

    private StyledLine Line(double? share, string text)
    {
        if (share is not { } part)
            return new StyledLine(text);
        var (full, rest) = terminal.Glyphs.Bar(part, BarWidth);
        return new StyledLine(new TextRun(full, Ink.Busy), TextRun.Faint(rest), " ", text);
    }
}
