using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orleans.Tx.Client.Orders;

/// <summary>Where delimiters and line breaks stand in bytes without quotes, found 32 at a time.</summary>
internal sealed class FieldIndex
{
    private int[] _marks = new int[1024];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Marks => _marks.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(ReadOnlySpan<byte> bytes, byte delimiter)
    {
        var (delimiters, newlines) = (Vector256.Create(delimiter), Vector256.Create((byte)'\n'));
        var (count, at) = (0, 0);
        for (; at <= bytes.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            if (count > _marks.Length - Vector256<byte>.Count)
                Array.Resize(ref _marks, _marks.Length * 2);
            var here = Vector256.Create(bytes[at..]);
            var found = (Vector256.Equals(here, delimiters) | Vector256.Equals(here, newlines)).ExtractMostSignificantBits();
            for (; found != 0; found &= found - 1)
                _marks[count++] = at + BitOperations.TrailingZeroCount(found);
        }

        if (count > _marks.Length - Vector256<byte>.Count)
            Array.Resize(ref _marks, _marks.Length * 2);
        for (; at < bytes.Length; at++)
        {
            if (bytes[at] == delimiter || bytes[at] == '\n')
                _marks[count++] = at;
        }

        Count = count;
    }
}
