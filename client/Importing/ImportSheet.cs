using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Client.Importing;

/// <summary>Shows imports.</summary>
internal static class ImportSheet
{
    public static void Write(ImportList list, OutputFormat format, Terminal terminal)
    {
        var sheet = new Sheet(
            SheetColumn.Number("id", "Import"), SheetColumn.Text("file", "File"), SheetColumn.Text("state", "State"), SheetColumn.Number("rows", "Rows"),
            SheetColumn.Number("stored", "Stored"), SheetColumn.Number("restated", "Restated"), SheetColumn.Number("alreadyThere", "Already there"),
            SheetColumn.Number("setAside", "Set aside"), SheetColumn.Number("takenOut", "Taken out"), SheetColumn.Number("gone", "Gone"),
            SheetColumn.Text("first", "First order"), SheetColumn.Text("last", "Last order"));
        foreach (var import in list.Imports)
        {
            sheet.Add(
                Text(import.Id), VisibleText.Line(import.File.Name), State(import), Text(import.File.Rows), Text(import.Stored), Text(import.Restated),
                Text(import.AlreadyThere + import.Repeated), Text(import.File.Bad.Values.Sum()), Text(import.TakenOut), Text(import.Gone),
                Text(import.File.First), Text(import.File.Last));
        }

        terminal.Write(format, list, sheet);
    }

    private static string State(ImportStatus import) => import.ReplacedBy is { } by
        ? string.Create(CultureInfo.InvariantCulture, $"replaced by {by}")
        : import.State.ToString().ToLowerInvariant();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
