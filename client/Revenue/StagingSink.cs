using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Client.Orders;

namespace Orleans.Tx.Client.Revenue;

/// <summary>Gathers one worker's orders by the partition of their customer, so that a partition is visited for many at a time.</summary>
internal sealed class StagingSink(CustomerPartition[] partitions, OrderFilter filter, TimeZoneInfo zone) : IOrderSink
{
    private const int BufferSize = 1 << 14;
    private readonly MonthClock _clock = new(zone);
    private readonly byte[][] _buffers = [.. partitions.Select(_ => new byte[BufferSize])];
    private readonly int[] _used = new int[partitions.Length];

    public void Add(Order order)
    {
        if (!filter.Takes(order.Customer))
            return;

        var hash = KeyHash.Of(order.Customer);
        var partition = (int)((ulong)hash * (uint)partitions.Length >> 32);
        var room = Room(partition, Unsafe.SizeOf<StagedOrder>() + order.Customer.Length);
        MemoryMarshal.AsRef<StagedOrder>(room) = new StagedOrder
        {
            Hash = hash,
            Key = new FigureKey(_clock.Of(order.At), order.Currency).Packed,
            Units = order.Amount.Units,
            Ticks = order.At.Ticks,
            IsReported = filter.Reports(order.At),
            IdLength = (ushort)order.Customer.Length,
        };
        order.Customer.CopyTo(room[Unsafe.SizeOf<StagedOrder>()..]);
    }

    public void Flush()
    {
        for (var partition = 0; partition < partitions.Length; partition++)
            Flush(partition);
    }

    private Span<byte> Room(int partition, int length)
    {
        if (_used[partition] + length > BufferSize)
            Flush(partition);
        var room = _buffers[partition].AsSpan(_used[partition], length);
        _used[partition] += length;
        return room;
    }

    private void Flush(int partition)
    {
        partitions[partition].Add(_buffers[partition].AsSpan(0, _used[partition]));
        _used[partition] = 0;
    }
}
