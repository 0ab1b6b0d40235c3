using System.Collections.Immutable;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Pulling;

/// <summary>
/// Shows a pull on standard error: on a terminal a line for each week and one for all, drawn over; else a line whenever a week changes
/// its state, and one every ten seconds.
/// </summary>
internal sealed class PullProgress(Terminal terminal)
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    // Headings and rule, the line for all on up to three lines, and one for sentences.
    private const int OtherLines = 7;

    private readonly LiveRegion _region = new(terminal);
    private readonly PullSummary _summary = new(terminal.Time);
    private readonly WeekChanges _changes = new();
    private long _lastLine = terminal.Time.GetTimestamp();
    private string? _trouble;

    /// <param name="weeks">Those that were asked for.</param>
    public void Show(SourceStatus status, ImmutableArray<WeekStatus> weeks)
    {
        _trouble = null;
        var summary = _summary.Of(status, weeks);
        if (terminal.ErrorIsTerminal)
        {
            _region.Draw(sketch =>
            {
                WeekProgress.Write(weeks, sketch, terminal.Size.Height - OtherLines);
                sketch.Say(summary);
            });
            return;
        }

        foreach (var line in _changes.Of(weeks))
            terminal.Error.WriteLine(line);
        if (terminal.Time.GetElapsedTime(_lastLine) < LineEvery)
            return;
        _lastLine = terminal.Time.GetTimestamp();
        terminal.Error.WriteLine(summary);
    }

    /// <summary>Tells why nothing can be seen; once for as long as it is the same.</summary>
    public void Trouble(string message)
    {
        if (_trouble == message)
            return;

        _region.Keep();
        _trouble = message;
        terminal.SayAside(message);
    }

    /// <summary>Leaves how far it came, for whoever ended it before its end.</summary>
    public void Keep() => _region.Keep();

    /// <summary>Leaves nothing: the table of what was pulled follows.</summary>
    public void Clear() => _region.Clear();
}
