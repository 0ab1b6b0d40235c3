using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orleans.Tx.Client.Orders;

/// <summary>Where fields and rows end in bytes without quotes, found 32 at a time, and walked through row by row.</summary>
internal sealed class FieldIndex
{
    /// <summary>Tells the start of a row from those of its other fields.</summary>
    public const int RowMark = int.MinValue;

    // Where each field begins, one after its delimiter; marked where it is a row's first. The first one begins at 0.
    private int[] _starts = new int[1024];
    private int _last;
    private int _next;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(ReadOnlySpan<byte> bytes, byte delimiter)
    {
        var (delimiters, newlines) = (Vector256.Create(delimiter), Vector256.Create((byte)'\n'));
        (_next, _starts[0]) = (0, RowMark);
        var (count, at) = (1, 0);
        for (; at <= bytes.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            Reserve(count);
            var here = Vector256.Create(bytes[at..]);
            var rows = Vector256.Equals(here, newlines).ExtractMostSignificantBits();
            for (var found = Vector256.Equals(here, delimiters).ExtractMostSignificantBits() | rows; found != 0; found &= found - 1)
            {
                var bit = BitOperations.TrailingZeroCount(found);
                _starts[count++] = (at + bit + 1) | unchecked((int)((rows >> bit) << 31));
            }
        }

        Reserve(count);
        for (; at < bytes.Length; at++)
        {
            if (bytes[at] == delimiter || bytes[at] == '\n')
                _starts[count++] = (at + 1) | (bytes[at] == '\n' ? RowMark : 0);
        }

        // The last row need not have a line break.
        if (!bytes.IsEmpty && bytes[^1] != '\n')
            _starts[count++] = (bytes.Length + 1) | RowMark;
        _last = count - 1;
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

    private void Reserve(int count)
    {
        if (count > _starts.Length - Vector256<byte>.Count - 1)
            Array.Resize(ref _starts, _starts.Length * 2);
    }
}
