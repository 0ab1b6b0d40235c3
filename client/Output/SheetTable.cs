
namespace Orleans.Tx.Client.Output;

/// <summary>Draws sheets as tables that fit the screen: the one rule for all of them is <see cref="SheetLayout"/>'s.</summary>
internal sealed class SheetTable
{
    private readonly Sheet _sheet;
    private readonly Terminal _terminal;
    private readonly Bars? _bars;
    private readonly Func<int, int, Style?>? _style;
    private readonly List<IReadOnlyList<string>> _rows;
    private readonly SheetLayout _layout;

    private SheetTable(Sheet sheet, Terminal terminal, Bars? bars, Func<int, int, Style?>? style)
    {
        (_sheet, _terminal, _style) = (sheet, terminal, style);
        _rows = [.. sheet.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select((cell, index) => Shown(cell, sheet.Columns[index], terminal))])];
        var cells = sheet.Columns.Select((_, index) => _rows.Select(row => TextWidth.Of(row[index])).Append(0).Max()).ToList();
        _layout = new SheetLayout(sheet.Columns, cells, terminal.Width);
        if (bars is null)
            return;

        // A picture is worth the columns that may be left out, not those that may not.
        var beside = new SheetLayout(sheet.Columns, cells, terminal.Width - Bars.Least - SheetLayout.Gap);
        if (beside is { Blocks.Count: 1, Left: >= 0 })
            (_bars, _layout) = (bars, beside);
    }

    /// <param name="bars">A picture for each row, drawn where the width allows.</param>
    /// <param name="style">The style of a cell, by its row and column.</param>
    /// <param name="tellLeftOut">Whether columns that had no room are named.</param>
    public static void Write(Sheet sheet, Terminal terminal, Bars? bars = null, Func<int, int, Style?>? style = null, bool tellLeftOut = true)
    {
        var table = new SheetTable(sheet, terminal, bars, style);
        terminal.Draw(table.Lines().Concat(tellLeftOut ? table.LeftOut() : []));
    }

    /// <summary>Whether nothing of it is left out, cut, or continued below.</summary>
    public static bool FitsWhole(Sheet sheet, Terminal terminal) => new SheetTable(sheet, terminal, bars: null, style: null)._layout is { Blocks.Count: 1, Left: >= 0 };

    private IEnumerable<StyledLine> Lines()
    {
        foreach (var (number, block) in _layout.Blocks.Index())
        {
            var bars = number == _layout.Blocks.Count - 1 ? _bars : null;
            foreach (var line in Block(block, bars))
                yield return line;
        }

        foreach (var line in Below())
            yield return line;
    }

    private IEnumerable<StyledLine> Block(IReadOnlyList<int> block, Bars? bars)
    {
        var room = bars is null ? 0 : Math.Min(Bars.Most, _layout.Left + Bars.Least);
        foreach (var heading in Headings(block, bars))
            yield return heading;
        var width = block.Sum(index => _layout.Widths[index] + SheetLayout.Gap) - SheetLayout.Gap + (bars is null ? 0 : SheetLayout.Gap + room);
        yield return new StyledLine(TextRun.Faint(new string(_terminal.Glyphs.Rule, width)));
        for (var row = 0; row < _rows.Count; row++)
        {
            var cells = Row(block, index => _rows[row][index], index => _style?.Invoke(row, index));
            yield return Trimmed(bars is null ? cells : [.. cells, "  ", .. bars.Row(row, room, _terminal)]);
        }
    }

    // A heading of several words may take as many lines; the last of each stands above the rule.
    private IEnumerable<StyledLine> Headings(IReadOnlyList<int> block, Bars? bars)
    {
        var titles = block.ToDictionary(index => index, index => TextWidth.Wrap(_sheet.Columns[index].Title, _layout.Widths[index]).ToList());
        var height = titles.Values.Max(lines => lines.Count);
        for (var line = 0; line < height; line++)
        {
            var at = line;
            var cells = Row(block, index => titles[index].ElementAtOrDefault(at - height + titles[index].Count) ?? "", _ => Ink.Bold);
            yield return Trimmed(bars is null || line < height - 1 ? cells : [.. cells, "  ", .. Bars.Legend(_terminal)]);
        }
    }

    private List<TextRun> Row(IReadOnlyList<int> block, Func<int, string> cell, Func<int, Style?> style)
    {
        var runs = new List<TextRun>();
        foreach (var index in block)
        {
            if (runs.Count > 0)
                runs.Add(new string(' ', SheetLayout.Gap));
            var text = TextWidth.Clip(cell(index), _layout.Widths[index], _terminal.Glyphs.Cut);
            runs.Add(new TextRun(TextWidth.Pad(text, _layout.Widths[index], _sheet.Columns[index].IsNumber), style(index)));
        }

        return runs;
    }

    private IEnumerable<StyledLine> Below() => _rows.SelectMany(
        row => _layout.Below.Where(index => row[index].Length > 0).SelectMany(index => TextWidth.Wrap($"{row[0]}: {row[index]}", _terminal.Width, indent: 2)),
        (_, line) => new StyledLine(line));

    private IEnumerable<StyledLine> LeftOut()
    {
        var names = _layout.LeftOut.Select(index => _sheet.Columns[index].Title).ToList();
        return names.Count == 0
            ? []
            : TextWidth.Wrap($"Not shown for want of width: {string.Join(", ", names)}; --format csv has all.", _terminal.Width)
                .Select(line => new StyledLine(TextRun.Faint(line)));
    }

    private static StyledLine Trimmed(List<TextRun> runs)
    {
        while (runs.Count > 0 && runs[^1] is { Style: null } last && last.Text.TrimEnd().Length < last.Text.Length)
        {
            runs.RemoveAt(runs.Count - 1);
            if (last.Text.TrimEnd() is { Length: > 0 } rest)
            {
                runs.Add(rest);
                break;
            }
        }

        return new StyledLine(runs);
    }

    private static string Shown(string cell, SheetColumn column, Terminal terminal) =>
        column.IsNumber && terminal.OutputIsTerminal ? Digits.Grouped(cell) : cell.ReplaceLineEndings(" ");
}
