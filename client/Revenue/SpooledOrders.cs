using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// The orders of one partition that a worker put aside: 20 bytes for a usual one, more for an id longer than seven bytes, an amount beyond
/// 64 bits, and the time where it is wanted.
/// </summary>
/// <param name="withTicks">Times are kept too.</param>
internal sealed class SpooledOrders(OrderSpool spool, bool withTicks)
{
    private const int BlockSize = 1 << 14;

    private readonly List<Block> _full = [];
    private byte[] _last = [];
    private int _used;

    /// <param name="id">The customer's id, which is kept where the key doesn't hold it.</param>
    /// <param name="isReported">It is one of those that are reported; others only tell who is new.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(CustomerKey customer, ReadOnlySpan<byte> id, FigureKey key, Int128 units, long ticks, bool isReported)
    {
        if (customer.IsLong ? _last.Length - _used < SpooledOrder.Longest + id.Length : _last.Length - _used < SpooledOrder.Longest)
            Begin();

        var low = unchecked((long)units);
        var isWide = low != units;
        MemoryMarshal.Write(_last.AsSpan(_used), new SpooledOrder(customer.Word, key, low, isWide, isReported));
        _used += SpooledOrder.Size;
        if (isWide)
            Append((long)(units >> 64));
        if (withTicks)
            Append(ticks);
        if (customer.IsLong)
            Append(id);
    }

    /// <summary>The orders block by block, to be read with a <see cref="SpoolReader"/>.</summary>
    /// <param name="buffer">Holds a block that comes from the file; it may be used again when the next block is asked for.</param>
    public IEnumerable<ReadOnlyMemory<byte>> Blocks(SpoolBuffer buffer)
    {
        foreach (var block in _full)
        {
            if (block.Bytes is null)
                spool.Read(block.At, buffer.Of(block.Length).Span);
            yield return block.Bytes?.AsMemory(0, block.Length) ?? buffer.Of(block.Length);
        }

        yield return _last.AsMemory(0, _used);
    }

    private void Append(long value)
    {
        MemoryMarshal.Write(_last.AsSpan(_used), value);
        _used += sizeof(long);
    }

    private void Append(ReadOnlySpan<byte> id)
    {
        id.CopyTo(_last.AsSpan(_used));
        _used += id.Length;
    }

    private void Begin()
    {
        if (_used > 0 && !spool.TryKeep(BlockSize))
        {
            _full.Add(new Block(null, spool.Write(_last.AsSpan(0, _used)), _used));
        }
        else
        {
            if (_used > 0)
                _full.Add(new Block(_last, 0, _used));
            _last = GC.AllocateUninitializedArray<byte>(BlockSize);
        }

        _used = 0;
    }

    private readonly record struct Block(byte[]? Bytes, long At, int Length);
}
