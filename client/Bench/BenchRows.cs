using System.Globalization;
using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Client.Bench;

/// <summary>Prints figures.</summary>
internal static class BenchRows
{
    public static void Write(IReadOnlyList<BenchRow> rows, OutputFormat format, Terminal terminal)
    {
        var sheet = new Sheet(
            [SheetColumn.Text("bench"), SheetColumn.Text("case"), SheetColumn.Text("subject"), SheetColumn.Number("value"), SheetColumn.Text("unit"),
                SheetColumn.Text("versus"), SheetColumn.Number("ratio")]);
        foreach (var row in rows)
            sheet.Add([row.Bench, row.Case, row.Subject, Number(row.Value), row.Unit, row.Versus, row.Ratio is { } ratio ? Number(ratio) : null]);
        terminal.Write(format, rows, sheet);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return Math.Round((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, 3);
    }

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
