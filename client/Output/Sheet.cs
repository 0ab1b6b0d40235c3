namespace Orleans.Tx.Client.Output;

/// <summary>Rows of plain text cells under named columns, to be written as a table, as CSV or as Markdown.</summary>
internal sealed class Sheet(params IReadOnlyList<SheetColumn> columns)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public IReadOnlyList<SheetColumn> Columns => columns;

    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <param name="cells">One for each column; numbers as <c>-1234.50</c>; null for none.</param>
    public void Add(params IReadOnlyList<string?> cells)
    {
        if (cells.Count != columns.Count)
            throw new ArgumentException($"a row has {columns.Count} cells, not {cells.Count}", nameof(cells));
        _rows.Add([.. cells.Select(cell => cell ?? "")]);
    }
}
