namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Which weeks to pull.</summary>
/// <param name="From">The first ISO week, such as <c>2026-W40</c>.</param>
/// <param name="To">The last ISO week, included.</param>
[GenerateSerializer, Immutable, Alias("tx.PullRequest")]
public sealed record PullRequest([property: Id(0)] string From, [property: Id(1)] string To);
