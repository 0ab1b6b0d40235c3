using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Queries;

/// <summary>Which orders are reported, in the words of users. Who is new is decided by all orders all the same.</summary>
/// <param name="From">A week, month, date or instant from which on; null for the first.</param>
/// <param name="To">The same up to which: a week or month is included, a date or instant is not; null for the last.</param>
/// <param name="Customers">Only these; null for all.</param>
/// <param name="Currency">Only this one, blank for orders that name none; null for all.</param>
[GenerateSerializer, Immutable, Alias("tx.OrderFilter")]
public sealed record OrderFilter(
    [property: Id(0)] string? From = null,
    [property: Id(1)] string? To = null,
    [property: Id(2)] ImmutableArray<string>? Customers = null,
    [property: Id(3)] string? Currency = null);
