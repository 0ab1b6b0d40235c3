namespace Orleans.Tx.Client.Orders;

/// <summary>
/// One row of a log, cut into fields that are spans of the bytes it was read from: nothing is allocated for it, and it is good
/// only until the next row is cut.
/// </summary>
internal sealed class Row(Delimiter delimiter) : IFieldRow
{
    private readonly RowSplitter _splitter = new(delimiter);
    private byte[] _buffer = [];
    private int _start;

    /// <summary>The number of the line that the row begins in, from 1.</summary>
    public long Line { get; set; }

    /// <summary>Why it is none; then it has no fields.</summary>
    public RowDefect Defect { get; set; }

    /// <summary>How many fields it has; none for an empty line.</summary>
    public int FieldCount => Defect == RowDefect.None ? _splitter.Count : 0;

    /// <summary>An empty line, which is no row.</summary>
    public bool IsEmpty => Defect == RowDefect.None && _splitter.Count == 0;

    /// <summary>Cuts the row that begins at <paramref name="start"/>.</summary>
    /// <param name="last">Nothing follows the end.</param>
    public RowCut Cut(byte[] buffer, int start, int end, bool last)
    {
        (_buffer, _start) = (buffer, start);
        return _splitter.Cut(buffer.AsSpan(start, end - start), last);
    }

    /// <summary>A field, quotes taken off.</summary>
    public ReadOnlySpan<byte> Field(int index)
    {
        var slice = _splitter[index];
        var field = _buffer.AsSpan(_start + slice.Start, slice.Length);
        if (!slice.HasQuotes)
            return field;

        _splitter[index] = new FieldSlice(slice.Start, Unquote(field), HasQuotes: false);
        return field[.._splitter[index].Length];
    }

    private static int Unquote(Span<byte> field)
    {
        var to = 0;
        for (var from = 0; from < field.Length; from++, to++)
        {
            field[to] = field[from];
            if (field[from] == '"')
                from++;
        }

        return to;
    }
}
