namespace Orleans.Tx.Grains.Queries;

/// <summary>The revenue analysis of some of the orders.</summary>
/// <param name="New"><c>first-month</c> or <c>first-order</c>; null for the first.</param>
[GenerateSerializer, Immutable, Alias("tx.RevenueQuestion")]
public sealed record RevenueQuestion([property: Id(0)] OrderFilter Filter, [property: Id(1)] string? New = null);
