using System.Runtime.CompilerServices;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Client.Orders;

namespace Orleans.Tx.Client.Revenue;

/// <summary>Puts one worker's orders aside by the partition of their customer.</summary>
internal sealed class SpoolSink(SpooledOrders[] partitions, OrderFilter filter, TimeZoneInfo zone) : IOrderSink
{
    private readonly MonthClock _clock = new(zone);

    /// <summary>The orders put aside, by partition.</summary>
    public IReadOnlyList<SpooledOrders> Partitions => partitions;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> customer, DateTime at, Amount amount, int currency, long line, ReadOnlySpan<byte> id)
    {
        if (!filter.Takes(customer))
            return;

        var key = new CustomerKey(customer);
        var partition = (int)((ulong)key.Hash * (uint)partitions.Length >> CustomerKey.HashBits);
        partitions[partition].Add(key, customer, new FigureKey(_clock.Of(at), currency), amount.Units, at.Ticks, filter.Reports(at));
    }
}
