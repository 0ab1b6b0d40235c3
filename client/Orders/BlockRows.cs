namespace Orleans.Tx.Client.Orders;

/// <summary>Cuts blocks into their rows.</summary>
internal sealed class BlockRows(Delimiter delimiter)
{
    private OrderBlock _block = new();
    private int _at;
    private bool _isTooLong;

    /// <summary>The row last read; its line is counted from 1 within the block.</summary>
    public Row Row { get; } = new(delimiter);

    /// <summary>How many lines of the block were read.</summary>
    public long Lines { get; private set; }

    public void Begin(OrderBlock block) => (_block, _at, Lines, _isTooLong) = (block, 0, 0, block.IsTooLong);

    /// <summary>Moves to the next row; false when there is none.</summary>
    public bool TryRead()
    {
        if (_isTooLong)
            return ReadTooLong();
        if (_at == _block.Length)
            return false;

        var cut = Row.Cut(_block.Bytes, _at, _block.Length, last: true);
        (Row.Defect, Row.Line) = (cut.Defect, Lines + 1);
        Lines += _block.Bytes.AsSpan(_at, cut.Length).Count((byte)'\n');
        _at += cut.Length;
        return true;
    }

    private bool ReadTooLong()
    {
        _isTooLong = false;
        (Row.Defect, Row.Line) = (RowDefect.TooLong, 1);
        Lines = 1;
        return true;
    }
}
