using Spectre.Console;

namespace Orleans.Tx.Client.Output;

/// <summary>Draws sheets as tables. One that is too wide for the screen goes on in a further table below, its first column repeated.</summary>
internal static class SheetTable
{
    // One space at each side of a cell, and the line between two.
    private const int AroundCell = 3;

    /// <param name="bars">A picture for each row, drawn where the width allows.</param>
    public static void Write(Sheet sheet, Terminal terminal, Bars? bars = null)
    {
        var rows = sheet.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select((cell, index) => Shown(cell, sheet.Columns[index], terminal))]).ToList();
        var widths = sheet.Columns.Select((column, index) => Width(column, rows.Select(row => row[index]))).ToList();
        var next = 1;
        while (next > 0)
        {
            var (block, left) = Block(widths, next, terminal.Width - 1);
            next = block[^1] + 1 < widths.Count ? block[^1] + 1 : 0;
            terminal.Screen.Write(Table(sheet, rows, block, next == 0 && left >= Bars.Width + AroundCell ? bars : null));
        }
    }

    private static (List<int> Columns, int Left) Block(List<int> widths, int next, int left)
    {
        var block = new List<int> { 0 };
        left -= widths[0] + AroundCell;
        for (; next < widths.Count && (block.Count == 1 || widths[next] + AroundCell <= left); next++)
        {
            block.Add(next);
            left -= widths[next] + AroundCell;
        }

        return (block, left);
    }

    private static Table Table(Sheet sheet, List<IReadOnlyList<string>> rows, List<int> block, Bars? bars)
    {
        var table = new Table { Border = TableBorder.Rounded, UseSafeBorder = false };
        foreach (var index in block)
            table.AddColumn(Column(sheet.Columns[index]));
        if (bars is not null)
            table.AddColumn(new TableColumn(new Markup(Bars.Legend)).NoWrap());

        foreach (var (number, row) in rows.Index())
        {
            var cells = block.Select(index => Markup.Escape(row[index]));
            table.AddRow([.. bars is null ? cells : cells.Append(bars.Row(number))]);
        }

        return table;
    }

    private static TableColumn Column(SheetColumn column)
    {
        var shown = new TableColumn(new Markup(Markup.Escape(column.Title))).NoWrap();
        return column.IsNumber ? shown.RightAligned() : shown;
    }

    private static string Shown(string cell, SheetColumn column, Terminal terminal) =>
        column.IsNumber && terminal.OutputIsTerminal ? Digits.Grouped(cell) : cell;

    private static int Width(SheetColumn column, IEnumerable<string> cells) => cells.Select(cell => cell.Length).Append(column.Title.Length).Max();
}
