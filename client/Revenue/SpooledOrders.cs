using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Tx.Client.Revenue;

/// <summary>The orders of one partition that wait: 16 bytes for a usual one, 8 more each for an amount beyond 64 bits and for its time.</summary>
/// <param name="withTicks">Times are kept too.</param>
internal sealed class SpooledOrders(OrderSpool spool, bool withTicks)
{
    private const int BlockSize = 1 << 16;
    private const int Longest = 32;
    private const uint WideMark = 1u << 31;

    private readonly List<Block> _full = [];
    private byte[] _last = [];
    private int _used;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int customer, FigureKey key, Int128 units, long ticks)
    {
        if (_used > _last.Length - Longest)
            Begin();

        var low = unchecked((long)units);
        var isWide = low != units;
        var to = _last.AsSpan(_used, Longest);
        MemoryMarshal.Write(to, new Head(customer, key.Packed | (isWide ? WideMark : 0), low));
        _used += Head.Size;
        if (isWide)
            Append((long)(units >> 64));
        if (withTicks)
            Append(ticks);
    }

    /// <summary>Has every order counted.</summary>
    public void ForEach(PartitionCount count)
    {
        var buffer = Array.Empty<byte>();
        foreach (var block in _full)
        {
            if (block.Bytes is null && buffer.Length == 0)
                buffer = new byte[BlockSize];
            if (block.Bytes is null)
                spool.Read(block.At, buffer.AsSpan(0, block.Length));
            ForEach((block.Bytes ?? buffer).AsSpan(0, block.Length), count);
        }

        ForEach(_last.AsSpan(0, _used), count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ForEach(ReadOnlySpan<byte> bytes, PartitionCount count)
    {
        while (!bytes.IsEmpty)
        {
            var head = MemoryMarshal.Read<Head>(bytes);
            bytes = bytes[Head.Size..];
            Int128 units = head.Low;
            if ((head.Key & WideMark) != 0)
                units = new Int128(unchecked((ulong)Take(ref bytes)), unchecked((ulong)head.Low));
            count.Add(head.Customer, new FigureKey(head.Key & ~WideMark), units, withTicks ? Take(ref bytes) : 0);
        }
    }

    private void Append(long value)
    {
        MemoryMarshal.Write(_last.AsSpan(_used), value);
        _used += sizeof(long);
    }

    private static long Take(ref ReadOnlySpan<byte> bytes)
    {
        var value = MemoryMarshal.Read<long>(bytes);
        bytes = bytes[sizeof(long)..];
        return value;
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

    private readonly record struct Head(int Customer, uint Key, long Low)
    {
        public const int Size = 16;
    }
}
