using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Pulling;

/// <summary>Weeks as a table, JSON or CSV.</summary>
internal static class WeekSheet
{
    public static void Write(ImmutableArray<WeekStatus> weeks, OutputFormat format, Terminal terminal)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Out.WriteLine(JsonSerializer.Serialize(weeks, TxJson.Indented));
                break;
            case OutputFormat.Csv:
                SheetCsv.Write(Sheet(weeks), terminal.Out);
                break;
            default:
                SheetTable.Write(Sheet(weeks), terminal);
                break;
        }
    }

    /// <summary>What a pull of these weeks came to.</summary>
    public static ExitStatus Status(ImmutableArray<WeekStatus> weeks, bool strict)
    {
        if (weeks.Any(week => week.Status is WeekState.Failed or WeekState.Paused))
            return ExitStatus.Failed;
        return strict && weeks.Any(week => week.Status != WeekState.Complete || week.SetAside > 0) ? ExitStatus.Incomplete : ExitStatus.Done;
    }

    private static Sheet Sheet(ImmutableArray<WeekStatus> weeks)
    {
        var sheet = new Sheet(
            SheetColumn.Text("week", "Week"), SheetColumn.Text("status", "Status"), SheetColumn.Number("page", "Page"),
            SheetColumn.Number("pages", "of"), SheetColumn.Number("rows", "Rows"), SheetColumn.Number("restated", "Restated"),
            SheetColumn.Number("removed", "Removed"), SheetColumn.Number("setAside", "Set aside"), SheetColumn.Number("duplicates", "Duplicates"),
            SheetColumn.Number("outside", "Outside"), SheetColumn.Number("filtered", "Filtered"), SheetColumn.Number("requests", "Requests"),
            SheetColumn.Number("rejections", "Refused"), SheetColumn.Number("rowsPerSecond", "Rows/s"), SheetColumn.Text("arrival", "Done at"),
            SheetColumn.Text("message", "Message"));
        foreach (var week in weeks)
        {
            sheet.Add(
                week.Week, week.Status.ToString().ToLowerInvariant(), Text(week.Page), Text(week.Pages), Text(week.Rows), Text(week.Restated),
                Text(week.Removed), Text(week.SetAside), Text(week.Duplicates), Text(week.Outside), Text(week.Filtered), Text(week.Requests),
                Text(week.Rejections), week.RowsPerSecond?.ToString("0.0", CultureInfo.InvariantCulture),
                week.Arrival?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), week.Message);
        }

        return sheet;
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
