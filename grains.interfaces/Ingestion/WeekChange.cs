namespace Orleans.Tx.Grains.Ingestion;

/// <summary>An order for weeks.</summary>
/// <param name="Order">What is to be done.</param>
/// <param name="From">The first ISO week; null for all weeks.</param>
/// <param name="To">The last ISO week, included; null for all weeks.</param>
[GenerateSerializer, Immutable, Alias("tx.WeekChange")]
public sealed record WeekChange([property: Id(0)] WeekOrder Order, [property: Id(1)] string? From = null, [property: Id(2)] string? To = null);
