namespace Orleans.Tx.Client.Orders;

/// <summary>Cuts blocks into their rows: those without quotes by an index of their delimiters, others by <see cref="RowSplitter"/>.</summary>
internal sealed class BlockRows(Delimiter delimiter)
{
    private readonly FieldIndex _index = new();
    private OrderBlock _block = new();
    private int _at;
    private int _mark;
    private bool _isIndexed;
    private bool _isTooLong;

    /// <summary>The row last read; its line is counted from 1 within the block.</summary>
    public Row Row { get; } = new(delimiter);

    /// <summary>How many lines of the block were read.</summary>
    public long Lines { get; private set; }

    public void Begin(OrderBlock block)
    {
        (_block, _at, _mark, Lines, _isTooLong) = (block, 0, 0, 0, block.IsTooLong);
        _isIndexed = !delimiter.IsWhitespace && !block.Filled.Contains((byte)'"');
        if (_isIndexed)
            _index.Begin(block.Filled, delimiter.Value);
    }

    /// <summary>Moves to the next row; false when there is none.</summary>
    public bool TryRead()
    {
        if (_isTooLong)
            return ReadTooLong();
        if (_at == _block.Length)
            return false;

        Row.Line = Lines + 1;
        if (_isIndexed)
            ReadIndexed();
        else
            ReadAny();
        return true;
    }

    private void ReadIndexed()
    {
        var end = Row.Take(_block.Bytes, _at, _block.Length, _index.Marks, ref _mark);
        Row.Defect = RowDefect.None;
        Lines += end > _at && _block.Bytes[end - 1] == '\n' ? 1 : 0;
        _at = end;
    }

    private void ReadAny()
    {
        var cut = Row.Cut(_block.Bytes, _at, _block.Length, last: true);
        Row.Defect = cut.Defect;
        Lines += _block.Bytes.AsSpan(_at, cut.Length).Count((byte)'\n');
        _at += cut.Length;
    }

    private bool ReadTooLong()
    {
        _isTooLong = false;
        (Row.Defect, Row.Line) = (RowDefect.TooLong, 1);
        Lines = 1;
        return true;
    }
}
