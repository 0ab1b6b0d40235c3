using System.Runtime.CompilerServices;

namespace Orleans.Tx.Client.Orders;

/// <summary>Cuts blocks into their rows: usual ones by an index of their fields, others by <see cref="RowSplitter"/>.</summary>
internal sealed class BlockRows(Delimiter delimiter)
{
    private readonly FieldIndex _index = new();
    private OrderBlock _block = new();
    private int _at;
    private bool _isIndexed;
    private bool _isTooLong;

    /// <summary>The row last read; its line is counted from 1 within the block.</summary>
    public Row Row { get; } = new(delimiter);

    /// <summary>How many lines of the block were read.</summary>
    public long Lines { get; private set; }

    public void Begin(OrderBlock block)
    {
        (_block, _at, Lines, _isTooLong) = (block, 0, 0, block.IsTooLong);
        _isIndexed = !delimiter.IsWhitespace && !block.Filled.Contains((byte)'"');
        if (_isIndexed)
            _index.Begin(block.Filled, delimiter.Value);
    }

    /// <summary>Moves to the next row if it is a usual one, which has the fields it should have and no quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryReadUsual(in OrderColumns columns, out OrderFields fields)
    {
        if (!_isIndexed || !_index.TryTake(columns.Count, out var row))
        {
            fields = default;
            return false;
        }

        Lines++;
        var bytes = _block.Filled;
        fields = new OrderFields
        {
            Customer = Field(bytes, row, columns.Customer),
            Date = Field(bytes, row, columns.Date),
            Amount = Field(bytes, row, columns.Amount),
            Factor = columns.Factor is { } factor ? Field(bytes, row, factor) : default,
            Currency = columns.Currency is { } currency ? Field(bytes, row, currency) : default,
        };
        return true;
    }

    /// <summary>Moves to the next row, whatever it is; false when there is none.</summary>
    public bool TryRead()
    {
        if (_isTooLong)
            return ReadTooLong();

        var start = _isIndexed ? _index.Position : _at;
        if (start >= _block.Length)
            return false;

        Row.Line = Lines + 1;
        var end = _isIndexed ? Math.Min(_index.EndOfNext, _block.Length) : _block.Length;
        var cut = Row.Cut(_block.Bytes, start, end, last: true);
        Row.Defect = cut.Defect;
        if (_isIndexed)
            _index.Skip();
        else
            _at += cut.Length;
        Lines += _block.Bytes.AsSpan(start, cut.Length).Count((byte)'\n');
        return true;
    }

    // Only the last field can end with a carriage return that is part of the line break.
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> row, int index)
    {
        var field = FieldIndex.Field(bytes, row, index);
        return !field.IsEmpty && field[^1] == '\r' && row[index + 1] < 0 ? field[..^1] : field;
    }

    private bool ReadTooLong()
    {
        _isTooLong = false;
        (Row.Defect, Row.Line) = (RowDefect.TooLong, 1);
        Lines = 1;
        return true;
    }
}
