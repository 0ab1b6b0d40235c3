using System.Collections.Immutable;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>Sums of orders by what they have in common.</summary>
/// <param name="By">The dimensions, separated by commas, such as <c>customer,month</c>.</param>
/// <param name="New"><c>first-month</c> or <c>first-order</c>; null for the first.</param>
[GenerateSerializer, Immutable, Alias("tx.GroupQuestion")]
public sealed record GroupQuestion(
    [property: Id(0)] string? By,
    [property: Id(1)] OrderFilter Filter,
    [property: Id(2)] string? New = null);

/// <summary>Some of the groups.</summary>
/// <param name="Head">In the first chunk: what the answer is of.</param>
[GenerateSerializer, Immutable, Alias("tx.GroupChunk")]
public sealed record GroupChunk([property: Id(0)] GroupHead? Head, [property: Id(1)] ImmutableArray<GroupRow> Rows);

/// <summary>What the groups are of.</summary>
/// <param name="Keys">The dimensions in their order; the currency is always one, the last where it was not asked for.</param>
[GenerateSerializer, Immutable, Alias("tx.GroupHead")]
public sealed record GroupHead(
    [property: Id(0)] string Definition,
    [property: Id(1)] string Zone,
    [property: Id(2)] ImmutableArray<string> Keys,
    [property: Id(3)] Coverage Coverage);

/// <summary>One group.</summary>
/// <param name="Keys">A value for each dimension; null where no currency is named.</param>
/// <param name="NewRevenue">The part of the revenue that is new.</param>
/// <param name="Customers">How many different customers have orders in the group.</param>
[GenerateSerializer, Immutable, Alias("tx.GroupRow")]
public readonly record struct GroupRow(
    [property: Id(0)] ImmutableArray<string?> Keys,
    [property: Id(1)] decimal Revenue,
    [property: Id(2)] decimal NewRevenue,
    [property: Id(3)] long Orders,
    [property: Id(4)] long Customers);
