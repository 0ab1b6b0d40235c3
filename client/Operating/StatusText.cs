using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Client.Operating;

/// <summary>A source's status in some lines: the limiter's window, how far the figures are, what the weeks are doing.</summary>
internal static class StatusText
{
    private const int MostBar = 40;
    private const int Label = 9;

    /// <param name="store">Where the store is, or who was asked for it.</param>
    public static void Write(SourceStatus status, string store, Terminal terminal)
    {
        Line(terminal, "Source", status.Source);
        Line(terminal, "Store", store);
        if (status.Limiter is { } limiter)
            WriteLimiter(limiter, terminal);
        Line(terminal, "Revenue", ProjectionLine.Of(status.Projection), status.Projection.Message is null ? null : Ink.Bad);
        if (status.Projection.Notice is { } notice)
            Line(terminal, "Notice", notice, Ink.Warning);
        if (!status.Weeks.IsEmpty)
            Line(terminal, "Weeks", Weeks(status));
    }

    private static void WriteLimiter(LimiterSnapshot limiter, Terminal terminal)
    {
        if (terminal.OutputIsTerminal)
        {
            var (full, rest) = terminal.Glyphs.Bar((double)limiter.Held / limiter.Requests, Math.Clamp(terminal.Width - Label - 10, 10, MostBar));
            var share = string.Create(CultureInfo.InvariantCulture, $" {100 * limiter.Held / limiter.Requests} %");
            terminal.Draw([new StyledLine(TextRun.Faint("Window".PadRight(Label)), new TextRun(full, Ink.Busy), TextRun.Faint(rest), share)]);
        }

        Line(terminal, "Limiter", string.Create(
            CultureInfo.InvariantCulture, $"{limiter.Held} of {limiter.Requests} slots held in any {limiter.Window:c}; {Learned(limiter)}{Told(limiter)}"),
            limiter.ClosedUntil is null ? null : Ink.Warning);
        if (LimiterUse.Of(limiter, terminal.Glyphs, terminal.Width - Label) is { } use)
            Line(terminal, "Use", use);
    }

    private static void Line(Terminal terminal, string label, string text, Style? style = null)
    {
        var lines = terminal.OutputIsTerminal ? TextWidth.Wrap(text, Math.Max(20, terminal.Width - Label)) : [text];
        terminal.Draw(lines.Select((line, index) => new StyledLine(
            TextRun.Faint((index == 0 ? label : "").PadRight(Label)), new TextRun(line, style))));
    }

    private static string Weeks(SourceStatus status) => string.Join(", ", status.Weeks.CountBy(week => week.Status).OrderByDescending(count => count.Key).Select(
        count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key.ToString().ToLowerInvariant()}")))
        + (status.Weeks.Sum(week => week.SetAside) is > 0 and var rejects ? $"; {Digits.Grouped(rejects)} records set aside (tx rejects)" : "");

    private static string Learned(LimiterSnapshot limiter) => limiter.Learned < limiter.Requests
        ? string.Create(CultureInfo.InvariantCulture, $"{limiter.Learned} are allowed at present; ")
        : "";

    private static string Told(LimiterSnapshot limiter) => limiter.ClosedUntil is { } until
        ? string.Create(CultureInfo.InvariantCulture, $"closed until {until:HH:mm:ss} UTC: the source refused, or the store was restored")
        : string.Create(CultureInfo.InvariantCulture, $"{limiter.Granted} granted and {limiter.Rejections} refused since it started");
}
