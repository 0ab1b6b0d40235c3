namespace Orleans.Tx.Gateway.Csv;

/// <summary>Cells of RFC 4180 CSV that are safe to open in a spreadsheet.</summary>
public static class CsvText
{
    /// <summary>A cell of text: one that a spreadsheet would run as a formula gets an apostrophe in front.</summary>
    public static string Text(string text) => Plain(text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text);

    /// <summary>A cell of the program's own: numbers, times, names of columns.</summary>
    public static string Plain(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
