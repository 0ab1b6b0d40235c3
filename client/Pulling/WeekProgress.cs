using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Pulling;

/// <summary>Weeks under way, one line each: how far, how fast, and when they will be there.</summary>
internal static class WeekProgress
{
    private const int StatusColumn = 1;
    private const int BarColumn = 2;
    private const int Wide = 100;

    private static readonly SheetColumn[] Columns =
    [
        SheetColumn.Text("week", "Week"), SheetColumn.Text("status", "Status"), SheetColumn.Text("progress", "Progress"), SheetColumn.Number("percent", "%"),
        SheetColumn.Number("page", "Page", rank: 3), SheetColumn.Number("pages", "of", rank: 3), SheetColumn.Number("rows", "Rows", rank: 1),
        SheetColumn.Number("rate", "Rows/s", rank: 2), SheetColumn.Text("arrival", "Done at", rank: 1), SheetColumn.Sentence("message", "Message"),
    ];

    /// <param name="most">How many lines there is room for; the weeks that are under way come before others.</param>
    public static void Write(IReadOnlyList<WeekStatus> weeks, Terminal terminal, int most)
    {
        var shown = weeks.Count <= most ? weeks : [.. weeks.OrderBy(Order).Take(Math.Max(1, most)).OrderBy(week => week.Week, StringComparer.Ordinal)];
        var sheet = new Sheet(Columns);
        foreach (var week in shown)
            sheet.Add(Row(week, terminal));
        SheetTable.Write(sheet, terminal, style: (row, column) => column is StatusColumn or BarColumn ? Style(shown[row].Status) : null, tellLeftOut: false);
        if (shown.Count < weeks.Count)
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {weeks.Count - shown.Count} more weeks"));
    }

    /// <summary>A week's state by its colour.</summary>
    public static Style? Style(WeekState state) => state switch
    {
        WeekState.Complete => Ink.Good,
        WeekState.Pulled or WeekState.Waiting or WeekState.Paused => Ink.Warning,
        WeekState.Failed => Ink.Bad,
        WeekState.Pulling => Ink.Busy,
        _ => Ink.Faint,
    };

    private static int Order(WeekStatus week) => week.Status switch
    {
        WeekState.Failed => 0,
        WeekState.Pulling or WeekState.Waiting => 1,
        WeekState.Paused => 2,
        WeekState.Queued => 3,
        _ => 4,
    };

    private static string?[] Row(WeekStatus week, Terminal terminal)
    {
        var (full, rest) = terminal.Glyphs.Bar(Share(week) ?? 0, terminal.Width >= Wide ? 24 : 12);
        return
        [
            week.Week, week.Status.ToString().ToLowerInvariant(), full + rest, Share(week) is { } share ? Text((long)(100 * share)) : null,
            Text(week.Page), week.Pages is { } pages ? Text(pages) : null, Text(week.Rows + week.Restated + week.Duplicates),
            week.RowsPerSecond?.ToString("0", CultureInfo.InvariantCulture), Arrival(week, terminal), Message(week),
        ];
    }

    private static double? Share(WeekStatus week) => week.Status is WeekState.Complete or WeekState.Pulled ? 1
        : week.Pages is > 0 and var pages ? Math.Min(1, (double)week.Page / pages) : null;

    private static string? Arrival(WeekStatus week, Terminal terminal) => week.Arrival is { } at
        ? at.UtcDateTime.ToString(at - terminal.Time.GetUtcNow() < TimeSpan.FromHours(12) ? "HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : null;

    // Waiting for the next permit is part of pulling, but for how long is of interest.
    private static string? Message(WeekStatus week) => week.Message is { } message && week.WaitingUntil is { } until
        ? string.Create(CultureInfo.InvariantCulture, $"{VisibleText.Line(message)} until {until.UtcDateTime:HH:mm:ss} UTC")
        : week.Message is { } words ? VisibleText.Line(words) : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
