using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Pulling;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Operating;

/// <summary>Shows a source's status again and again, until the command is interrupted: as a screen, or in a pipe as lines of what changed.</summary>
internal sealed class StatusWatch(Terminal terminal, string store, Func<CancellationToken, Task<SourceStatus>> ask)
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    // What stands above the weeks and below them, with lines that are broken.
    private const int OtherLines = 14;

    private SourceStatus? _status;
    private string? _away;

    /// <summary>Does not return but by being cancelled.</summary>
    public Task Run(CancellationToken cancellation) => terminal.CanRedraw ? OnScreen(cancellation) : AsLines(cancellation);

    private async Task OnScreen(CancellationToken cancellation)
    {
        await Ask(cancellation);
        using var screen = new LiveScreen(terminal);
        while (true)
        {
            var drawn = terminal.Size;
            screen.Draw(Draw);
            // A screen that was made larger or smaller is drawn anew at once.
            for (var waited = TimeSpan.Zero; waited < AskEvery && terminal.Size == drawn; waited += LookEvery)
                await Task.Delay(LookEvery, terminal.Time, cancellation);
            if (terminal.Size == drawn)
                await Ask(cancellation);
        }
    }

    private async Task AsLines(CancellationToken cancellation)
    {
        var (changes, told) = (new WeekChanges(), "");
        while (true)
        {
            await Ask(cancellation);
            foreach (var line in _status is { } status ? changes.Of(status.Weeks).Append(Summary(status)) : [])
            {
                if (line != told)
                    await terminal.Out.WriteLineAsync(line);
                told = line;
            }

            await terminal.Out.FlushAsync(cancellation);
            await Task.Delay(AskEvery, terminal.Time, cancellation);
        }
    }

    // A service that is away for a while is part of what there is to see.
    private async Task Ask(CancellationToken cancellation)
    {
        try
        {
            (_status, _away) = (await ask(cancellation), null);
        }
        catch (ServiceAwayException away)
        {
            if (!terminal.CanRedraw && _away != away.Message)
                await terminal.Error.WriteLineAsync(away.Message);
            _away = away.Message;
        }
    }

    private void Draw(Terminal sketch)
    {
        if (_status is { } status)
        {
            StatusText.Write(status, store, sketch);
            var weeks = status.Weeks.Where(week => week.Status is not (WeekState.Complete or WeekState.Pulled)).ToList();
            sketch.Out.WriteLine();
            if (weeks.Count > 0)
                WeekProgress.Write(weeks, sketch, terminal.Size.Height - OtherLines);
            else
                sketch.Say("Nothing is under way.");
            sketch.Out.WriteLine();
        }

        var foot = string.Create(CultureInfo.InvariantCulture, $"{terminal.Time.GetUtcNow():HH:mm:ss} UTC. Ctrl-C ends this.");
        sketch.Draw([new StyledLine(_away is { } away ? new TextRun(away, Ink.Bad) : TextRun.Faint(foot)).Clipped(sketch.Width, sketch.Glyphs.Cut)]);
    }

    private static string Summary(SourceStatus status)
    {
        var limiter = status.Limiter is { } window
            ? string.Create(CultureInfo.InvariantCulture, $"{window.Held} of {window.Requests} slots held, {window.Learned} allowed, {window.Rejections} refused; ")
            : "";
        return $"{status.Source}: {limiter}{ProjectionLine.Of(status.Projection)}";
    }
}
