namespace Orleans.Tx.Client.Bench;

/// <summary>One figure of a bench.</summary>
/// <param name="Bench">Which bench: <c>revenue</c>.</param>
/// <param name="Case">What was done.</param>
/// <param name="Subject">Who did it.</param>
/// <param name="Versus">Who it is compared with; null where it stands alone.</param>
/// <param name="Ratio">The figure of <paramref name="Versus"/> divided by this one: above 1 is better than it.</param>
internal sealed record BenchRow(string Bench, string Case, string Subject, double Value, string Unit, string? Versus, double? Ratio);
