using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Tx.Client.Revenue;

/// <summary>Reads the orders of a block of the spool, one after the other.</summary>
/// <param name="withTicks">Times were kept.</param>
internal ref struct SpoolReader(ReadOnlySpan<byte> block, bool withTicks)
{
    private ReadOnlySpan<byte> _rest = block;

    public CustomerKey Customer { get; private set; }

    /// <summary>The customer's id, where its key doesn't hold it.</summary>
    public ReadOnlySpan<byte> Id { get; private set; }

    public FigureKey Key { get; private set; }

    public Int128 Units { get; private set; }

    public long Ticks { get; private set; }

    public bool IsReported { get; private set; }

    /// <summary>Moves to the next order; false when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead()
    {
        if (_rest.IsEmpty)
            return false;

        ref readonly var order = ref MemoryMarshal.AsRef<SpooledOrder>(_rest);
        _rest = _rest[SpooledOrder.Size..];
        (Key, IsReported, Units) = (order.Key, order.IsReported, order.Low);
        Customer = CustomerKey.OfWord(order.Customer);
        if (order.IsWide)
            Units = new Int128(unchecked((ulong)Take()), unchecked((ulong)order.Low));
        if (withTicks)
            Ticks = Take();
        Id = default;
        if (Customer.IsLong)
            TakeId();
        return true;
    }

    private long Take()
    {
        var value = MemoryMarshal.Read<long>(_rest);
        _rest = _rest[sizeof(long)..];
        return value;
    }

    private void TakeId()
    {
        Id = _rest[..Customer.LongLength];
        _rest = _rest[Customer.LongLength..];
    }
}
