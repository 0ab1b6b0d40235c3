using System.Runtime.CompilerServices;
using Orleans.Tx.Client.Orders;

namespace Orleans.Tx.Client.Revenue;

/// <summary>Which orders are reported. Who is new is decided by the whole log all the same.</summary>
/// <param name="from">The first instant that is reported; null for the log's first.</param>
/// <param name="to">The first instant after it; null for no end.</param>
/// <param name="customers">Only these customers; null for all.</param>
internal sealed class OrderFilter(DateTime? from, DateTime? to, KeyTable? customers)
{
    public static OrderFilter None { get; } = new(null, null, null);

    /// <summary>Some of the orders of customers that are reported may be left out.</summary>
    public bool CutsTime => from is not null || to is not null;

    /// <summary>A customer of whom nothing is reported need not be remembered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(ReadOnlySpan<byte> customer) => customers is null || customers.Find(customer) >= 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Reports(DateTime at) => (from is null || at >= from) && (to is null || at < to);
}
