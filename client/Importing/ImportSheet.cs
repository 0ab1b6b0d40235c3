using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Client.Importing;

/// <summary>Shows imports.</summary>
internal static class ImportSheet
{
    private static readonly (string Name, string Title, bool Always, Func<ImportStatus, long> Of)[] Counts =
    [
        ("rows", "Rows", true, import => import.File.Rows),
        ("stored", "Stored", true, import => import.Stored),
        ("restated", "Restated", false, import => import.Restated),
        ("alreadyThere", "Already there", false, import => import.AlreadyThere),
        ("repeated", "Repeated", false, import => import.Repeated),
        ("passedOver", "Passed over", false, import => import.PassedOver),
        ("setAside", "Set aside", false, import => import.File.Bad.Values.Sum()),
        ("takenOut", "Taken out", false, import => import.TakenOut),
        ("gone", "Gone", false, import => import.Gone),
    ];

    public static void Write(ImportList list, OutputFormat format, Terminal terminal)
    {
        // For people without what is nothing everywhere; a program finds every column.
        var counts = Counts.Where(count => count.Always || format != OutputFormat.Table || list.Imports.Any(import => count.Of(import) > 0)).ToList();
        var sheet = new Sheet([
            SheetColumn.Number("id", "Import"), SheetColumn.Clipped("file", "File"), SheetColumn.Text("state", "State"),
            .. counts.Select(count => SheetColumn.Number(count.Name, count.Title)), SheetColumn.Text("first", "First order", rank: 2), SheetColumn.Text("last", "Last order", rank: 1)]);
        foreach (var import in list.Imports)
        {
            sheet.Add([
                Text(import.Id), VisibleText.Line(import.File.Name), State(import), .. counts.Select(count => Text(count.Of(import))),
                Text(import.File.First), Text(import.File.Last)]);
        }

        terminal.Write(format, list, sheet);
    }

    private static string State(ImportStatus import) => import.ReplacedBy is { } by
        ? string.Create(CultureInfo.InvariantCulture, $"replaced by {by}")
        : import.State.ToString().ToLowerInvariant();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
