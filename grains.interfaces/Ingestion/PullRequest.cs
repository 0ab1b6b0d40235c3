namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Which weeks to pull.</summary>
/// <param name="From">The first ISO week, such as <c>2026-W40</c>; or what begins in it: a month, a date or an instant, in the source's zone.</param>
/// <param name="To">The last ISO week, or month, included; or a date or instant, excluded.</param>
[GenerateSerializer, Immutable, Alias("tx.PullRequest")]
public sealed record PullRequest([property: Id(0)] string From, [property: Id(1)] string To);
