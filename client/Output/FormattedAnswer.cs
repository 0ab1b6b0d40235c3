using System.Text.Json;
using Orleans.Tx.Gateway.Json;

namespace Orleans.Tx.Client.Output;

/// <summary>Prints an answer in the format that was asked for. As JSON it is the answer itself, as the gateway would give it.</summary>
internal static class FormattedAnswer
{
    /// <summary>An answer that is one sheet.</summary>
    public static void Write<T>(this Terminal terminal, OutputFormat format, T answer, Sheet sheet) => terminal.Write(
        format, answer, () => SheetCsv.Write(sheet, terminal.Out),
        () =>
        {
            if (format == OutputFormat.Markdown)
                SheetMarkdown.Write(sheet, terminal.Out);
            else
                SheetTable.Write(sheet, terminal);
        });

    /// <param name="csv">Prints it for a program: rows alone on the output.</param>
    /// <param name="text">Prints it for people.</param>
    public static void Write<T>(this Terminal terminal, OutputFormat format, T answer, Action csv, Action text)
    {
        if (format == OutputFormat.Json)
            terminal.Out.WriteLine(JsonSerializer.Serialize(answer, TxJson.Indented));
        else if (format == OutputFormat.Csv)
            csv();
        else
            text();
    }
}
