using System.Runtime.CompilerServices;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// Counts one partition after the other: reads its orders once to learn when each customer was acquired, and once more to add them up.
/// Memory is that of the customers of one partition.
/// </summary>
internal sealed class PartitionCounter(NewDefinition definition)
{
    private readonly CustomerTable _customers = new();
    private readonly SpoolBuffer _buffer = new();
    private readonly List<long> _firstTicks = [];

    private bool NeedsTicks => definition == NewDefinition.FirstOrder;

    public MatrixSums Sums { get; } = new();

    /// <param name="parts">The orders of the partition's customers.</param>
    public void Add(IReadOnlyCollection<SpooledOrders> parts)
    {
        _customers.Clear();
        _firstTicks.Clear();
        foreach (var block in parts.SelectMany(part => part.Blocks(_buffer)))
            Acquire(block.Span);
        var counts = new FigureCounts(_customers.Cohorts());
        foreach (var block in parts.SelectMany(part => part.Blocks(_buffer)))
            Count(block.Span, counts);
        counts.AddTo(Sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Acquire(ReadOnlySpan<byte> block)
    {
        for (var orders = new SpoolReader(block, NeedsTicks); orders.TryRead();)
        {
            var customer = _customers.Add(orders.Customer, orders.Id, orders.Key.Month);
            if (NeedsTicks)
                Remember(customer, orders.Ticks);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ReadOnlySpan<byte> block, FigureCounts counts)
    {
        for (var orders = new SpoolReader(block, NeedsTicks); orders.TryRead();)
        {
            if (!orders.IsReported)
                continue;
            var customer = _customers.NumberOf(orders.Customer, orders.Id);
            counts.Add(customer, orders.Key, orders.Units, isFirst: NeedsTicks && _firstTicks[customer] == orders.Ticks);
        }
    }

    private void Remember(int customer, long ticks)
    {
        if (customer == _firstTicks.Count)
            _firstTicks.Add(ticks);
        _firstTicks[customer] = Math.Min(_firstTicks[customer], ticks);
    }
}
