using System.Collections.Immutable;
using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Pulling;

/// <summary>Weeks as a table, JSON or CSV.</summary>
internal static class WeekSheet
{
    private const int StatusColumn = 1;
    private const int Seldom = 6;

    private static readonly (SheetColumn Column, Func<WeekStatus, string?> Value)[] Columns =
    [
        (SheetColumn.Text("week", "Week"), week => week.Week),
        (SheetColumn.Text("status", "Status"), week => week.Status.ToString().ToLowerInvariant()),
        (SheetColumn.Number("page", "Page"), week => Text(week.Page)),
        (SheetColumn.Number("pages", "of"), week => Text(week.Pages)),
        (SheetColumn.Number("stored", "Stored", rank: 2), week => Text(week.Stored)),
        (SheetColumn.Number("rows", "New"), week => Text(week.Rows)),
        (SheetColumn.Number("restated", "Restated", rank: Seldom), week => Text(week.Restated)),
        (SheetColumn.Number("removed", "Removed", rank: Seldom), week => Text(week.Removed)),
        (SheetColumn.Number("setAside", "Set aside", rank: 3), week => Text(week.SetAside)),
        (SheetColumn.Number("duplicates", "Duplicates", rank: Seldom), week => Text(week.Duplicates)),
        (SheetColumn.Number("outside", "Outside", rank: Seldom), week => Text(week.Outside)),
        (SheetColumn.Number("filtered", "Filtered", rank: Seldom), week => Text(week.Filtered)),
        (SheetColumn.Number("requests", "Requests", rank: 4), week => Text(week.Requests)),
        (SheetColumn.Number("rejections", "Refused", rank: 4), week => Text(week.Rejections)),
        (SheetColumn.Number("rowsPerSecond", "Rows/s", rank: 1), week => week.RowsPerSecond?.ToString("0.0", CultureInfo.InvariantCulture)),
        (SheetColumn.Text("arrival", "Done at", rank: 1), week => week.Arrival?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        (SheetColumn.Sentence("message", "Message"), week => week.Message),
    ];

    public static void Write(ImmutableArray<WeekStatus> weeks, OutputFormat format, Terminal terminal) => terminal.Write(
        format, weeks, csv: () => SheetCsv.Write(Sheet(Columns, weeks), terminal.Out), text: () => WriteTable(weeks, terminal));

    /// <summary>What a pull of these weeks came to.</summary>
    public static ExitStatus Status(ImmutableArray<WeekStatus> weeks, bool strict)
    {
        if (weeks.Any(week => week.Status is WeekState.Failed or WeekState.Paused))
            return ExitStatus.Failed;
        return strict && weeks.Any(week => week.Status != WeekState.Complete || week.SetAside > 0) ? ExitStatus.Incomplete : ExitStatus.Done;
    }

    private static void WriteTable(ImmutableArray<WeekStatus> weeks, Terminal terminal)
    {
        if (weeks.IsEmpty)
            terminal.Say("No week was asked for yet: tx pull --from 2026-W40 --to 2026-W43 pulls weeks.");
        else
            SheetTable.Write(Sheet(Filled(weeks), weeks), terminal, style: (row, column) => column == StatusColumn ? WeekProgress.Style(weeks[row].Status) : null);
    }

    // What is empty everywhere, such as the speed of weeks that stand still, only takes room from people; so do counts of what seldom happens.
    private static IEnumerable<(SheetColumn Column, Func<WeekStatus, string?> Value)> Filled(ImmutableArray<WeekStatus> weeks) =>
        Columns.Where(column => weeks.Any(week => column.Value(week) is { } value && (value != "0" || column.Column.Rank < Seldom)));

    private static Sheet Sheet(IEnumerable<(SheetColumn Column, Func<WeekStatus, string?> Value)> columns, ImmutableArray<WeekStatus> weeks)
    {
        var (names, values) = (columns.Select(column => column.Column).ToArray(), columns.Select(column => column.Value).ToArray());
        var sheet = new Sheet(names);
        foreach (var week in weeks)
            sheet.Add(Array.ConvertAll(values, value => value(week)));
        return sheet;
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
