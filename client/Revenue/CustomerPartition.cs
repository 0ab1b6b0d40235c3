using System.Runtime.CompilerServices;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// The customers whose ids hash alike, and their orders, which wait until the whole log is read: only then it is known in which month
/// each customer was acquired.
/// </summary>
internal sealed class CustomerPartition(NewDefinition definition, OrderSpool spool)
{
    // As many as a core can fetch at the same time, and few enough to stay near.
    private const int Together = 64;

    private readonly Lock _lock = new();
    private readonly CustomerTable _customers = new();
    private readonly BlockList<long> _firstTicks = new();
    private readonly SpooledOrders _orders = new(spool, withTicks: definition == NewDefinition.FirstOrder);

    /// <summary>Adds staged orders, whoever staged them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(StagedOrders staged)
    {
        lock (_lock)
        {
            var ids = staged.Ids;
            for (var orders = staged.Orders; !orders.IsEmpty; orders = orders[Math.Min(Together, orders.Length)..])
                Add(orders[..Math.Min(Together, orders.Length)], ref ids);
        }
    }

    /// <summary>Adds all orders up by month, cohort and currency.</summary>
    public void Count(MatrixSums sums)
    {
        var counting = new PartitionCount(_customers.Cohorts(), definition == NewDefinition.FirstOrder ? _firstTicks : null);
        _orders.ForEach(counting);
        counting.AddTo(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<StagedOrder> orders, ref ReadOnlySpan<byte> ids)
    {
        Fetch(orders);
        foreach (ref readonly var order in orders)
        {
            var length = order.Customer.IsLong ? order.Customer.LongLength : 0;
            var customer = _customers.Add(order.Customer, ids[..length], order.Key.Month);
            ids = ids[length..];
            if (definition == NewDefinition.FirstOrder)
                Remember(customer, order.Ticks);
            if (order.IsReported)
                _orders.Add(customer, order.Key, order.Units, order.Ticks);
        }
    }

    // Reads that don't wait for each other, so that the core makes them at the same time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Fetch(ReadOnlySpan<StagedOrder> orders)
    {
        var touched = 0;
        foreach (ref readonly var order in orders)
            touched |= _customers.Touch(order.Customer);
        return touched;
    }

    private void Remember(int customer, long ticks)
    {
        if (customer == _firstTicks.Count)
            _firstTicks.Add(ticks);
        ref var first = ref _firstTicks[customer];
        first = Math.Min(first, ticks);
    }
}
