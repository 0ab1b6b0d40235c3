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
    public void Add(in Order order)
    {
        if (!filter.Takes(order.Customer))
            return;

        var customer = new CustomerKey(order.Customer);
        var partition = (int)((ulong)customer.Hash * (uint)_staged.Length >> CustomerKey.HashBits);
        var staged = _staged[partition];
        ref var next = ref staged.Next();
        next.Customer = customer;
        next.Key = new FigureKey(_clock.Of(order.At), order.Currency);
        next.Units = order.Amount.Units;
        next.Ticks = order.At.Ticks;
        next.IsReported = filter.Reports(order.At);
        if (customer.IsLong)
            staged.AddLong(order.Customer);
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
