namespace Orleans.Tx.Client.Output;

/// <summary>Writes sheets as Markdown tables.</summary>
internal static class SheetMarkdown
{
    public static void Write(Sheet sheet, TextWriter output)
    {
        Line(output, sheet.Columns.Select(column => column.Title));
        output.Write($"|{string.Join('|', sheet.Columns.Select(column => column.IsNumber ? "---:" : ":---"))}|\n");
        foreach (var row in sheet.Rows)
            Line(output, row);
    }

    private static void Line(TextWriter output, IEnumerable<string> cells) =>
        output.Write($"| {string.Join(" | ", cells.Select(Escaped))} |\n");

    private static string Escaped(string cell) =>
        cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
