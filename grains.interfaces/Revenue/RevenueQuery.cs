namespace Orleans.Tx.Grains.Revenue;

/// <summary>What to report.</summary>
/// <param name="Currency">Only this currency; null: every one.</param>
[GenerateSerializer, Immutable, Alias("tx.RevenueQuery")]
public sealed record RevenueQuery([property: Id(0)] string? Currency);
