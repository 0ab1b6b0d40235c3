using System.Runtime.CompilerServices;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Client.Orders;

namespace Orleans.Tx.Client.Revenue;

/// <summary>Gathers one worker's orders by the partition of their customer, so that a partition is visited for many at a time.</summary>
internal sealed class StagingSink(CustomerPartition[] partitions, OrderFilter filter, TimeZoneInfo zone) : IOrderSink
{
    private readonly MonthClock _clock = new(zone);
    private readonly StagedOrders[] _staged = [.. partitions.Select(_ => new StagedOrders())];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> customer, DateTime at, Amount amount, int currency)
    {
        if (!filter.Takes(customer))
            return;

        var key = new CustomerKey(customer);
        var partition = (int)((ulong)key.Hash * (uint)_staged.Length >> CustomerKey.HashBits);
        var staged = _staged[partition];
        ref var next = ref staged.Next();
        next.Customer = key;
        next.Key = new FigureKey(_clock.Of(at), currency);
        next.Units = amount.Units;
        next.Ticks = at.Ticks;
        next.IsReported = filter.Reports(at);
        if (key.IsLong)
            staged.AddLong(customer);
        if (staged.IsFull)
            Flush(partition);
    }

    public void Flush()
    {
        for (var partition = 0; partition < partitions.Length; partition++)
            Flush(partition);
    }

    private void Flush(int partition)
    {
        partitions[partition].Add(_staged[partition]);
        _staged[partition].Clear();
    }
}
