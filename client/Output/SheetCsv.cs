using Orleans.Tx.Gateway.Csv;

namespace Orleans.Tx.Client.Output;

/// <summary>Writes sheets as RFC 4180 CSV with LF, safe to open in a spreadsheet.</summary>
internal static class SheetCsv
{
    /// <param name="heading">Whether the columns' names come first: not where the sheet goes on with one written before.</param>
    public static void Write(Sheet sheet, TextWriter output, bool heading = true)
    {
        if (heading)
            output.Write(string.Join(',', sheet.Columns.Select(column => CsvText.Plain(column.Name))) + "\n");
        foreach (var row in sheet.Rows)
            output.Write(string.Join(',', row.Select((cell, index) => Cell(cell, sheet.Columns[index]))) + "\n");
    }

    private static string Cell(string cell, SheetColumn column) => column.IsNumber ? CsvText.Plain(cell) : CsvText.Text(cell);
}
