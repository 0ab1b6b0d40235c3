using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orleans.Tx.Client.Orders;

/// <summary>Where fields and rows end in a block, walked through row by row.</summary>
internal sealed class FieldIndex
{
    /// <summary>Tells the start of a row from those of its other fields.</summary>
    public const int RowMark = int.MinValue;

    // Where each field begins, one after its delimiter; marked where it is a row's first. The first one begins at 0.
    private int[] _starts = new int[1024];
    private int _last;
    private int _next;

    /// <summary>Whether there may be line breaks within a row.</summary>
    public bool HasQuotes { get; private set; }

    /// <summary>Where the next row begins.</summary>
    public int Position => _starts[_next] & ~RowMark;

    /// <summary>Where the row after that begins, or would.</summary>
    public int EndOfNext
    {
        get
        {
            var at = _next + 1;
            while (_starts[at] >= 0)
                at++;
            return _starts[at] & ~RowMark;
        }
    }

    /// <returns>Whether the rows could be told; not where quotes stand in odd places.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryBegin(ReadOnlySpan<byte> bytes, byte delimiter)
    {
        var scanner = new QuoteScanner(delimiter);
        (_next, _starts[0]) = (0, RowMark);
        var count = 1;
        var at = 0;
        for (; at <= bytes.Length - QuoteScanner.Width; at += QuoteScanner.Width)
            Add(scanner.Next(Vector256.Create(bytes[at..]), out var rows), rows, at, ref count);
        if (at < bytes.Length)
        {
            Span<byte> last = stackalloc byte[QuoteScanner.Width];
            // What follows the end ends a field, as the end does.
            last.Fill((byte)'\n');
            bytes[at..].CopyTo(last);
            var ends = scanner.Next(Vector256.Create<byte>(last), out var rows);
            var filled = (1u << (bytes.Length - at)) - 1;
            Add(ends & filled, rows & filled, at, ref count);
        }

        // The last row need not have a line break.
        if (!bytes.IsEmpty && _starts[count - 1] != (bytes.Length | RowMark))
            _starts[count++] = (bytes.Length + 1) | RowMark;
        (_last, HasQuotes) = (count - 1, scanner.HasQuotes);
        return scanner is { IsRegular: true, IsInside: false };
    }

    /// <summary>Takes the next row if it has so many fields; an empty line has none.</summary>
    /// <param name="starts">Where its fields begin, and the next row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(int fields, out ReadOnlySpan<int> starts)
    {
        starts = _starts.AsSpan(_next);
        if (fields > _last - _next || starts[fields] >= 0)
            return false;
        for (var at = 1; at < fields; at++)
        {
            if (starts[at] < 0)
                return false;
        }

        _next += fields;
        return true;
    }

    /// <summary>Moves over the next row, whatever it has.</summary>
    public void Skip()
    {
        do
            _next++;
        while (_next < _last && _starts[_next] >= 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(uint ends, uint rows, int at, ref int count)
    {
        if (count > _starts.Length - QuoteScanner.Width - 1)
            Array.Resize(ref _starts, _starts.Length * 2);
        for (; ends != 0; ends &= ends - 1)
        {
            var bit = BitOperations.TrailingZeroCount(ends);
            _starts[count++] = (at + bit + 1) | unchecked((int)((rows >> bit) << 31));
        }
    }
}
