namespace Orleans.Tx.Client.Output;

/// <summary>Writes sheets as RFC 4180 CSV with LF, safe to open in a spreadsheet.</summary>
internal static class SheetCsv
{
    /// <param name="heading">Whether the columns' names come first: not where the sheet goes on with one written before.</param>
    public static void Write(Sheet sheet, TextWriter output, bool heading = true)
    {
        if (heading)
            output.Write(string.Join(',', sheet.Columns.Select(column => Quoted(column.Name))) + "\n");
        foreach (var row in sheet.Rows)
            output.Write(string.Join(',', row.Select((cell, index) => Cell(cell, sheet.Columns[index]))) + "\n");
    }

    private static string Cell(string cell, SheetColumn column) => Quoted(column.IsNumber ? cell : Harmless(cell));

    /// <summary>A text that a spreadsheet would run as a formula gets an apostrophe in front.</summary>
    private static string Harmless(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
