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

    /// <summary>The line that the last usual row begins in, counted from 1 within the block.</summary>
    public long Line { get; private set; }

    /// <summary>How many lines of the block were read.</summary>
    public long Lines { get; private set; }

    public void Begin(OrderBlock block)
    {
        (_block, _at, Lines, _isTooLong) = (block, 0, 0, block.IsTooLong);
        _isIndexed = !delimiter.IsWhitespace && _index.TryBegin(block.Filled, delimiter.Value);
    }

    /// <summary>Moves to the next row if it is a usual one, which has the fields it should have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadUsual(int fields, out IndexedRow row)
    {
        if (!_isIndexed || !_index.TryTake(fields, out var starts))
        {
            row = default;
            return false;
        }

        var bytes = _block.Filled;
        Line = Lines + 1;
        Lines += _index.HasQuotes ? LinesOf(bytes, starts[..(fields + 1)]) : 1;
        row = new IndexedRow(bytes, starts);
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

    private static int LinesOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts)
    {
        var end = Math.Min(starts[^1] & ~FieldIndex.RowMark, bytes.Length);
        return bytes[(starts[0] & ~FieldIndex.RowMark)..end].Count((byte)'\n');
    }

    private bool ReadTooLong()
    {
        _isTooLong = false;
        (Row.Defect, Row.Line) = (RowDefect.TooLong, 1);
        Lines = 1;
        return true;
    }
}
