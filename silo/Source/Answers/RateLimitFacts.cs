using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>What the headers of an answer tell of the source's limit.</summary>
/// <param name="RetryAfter">How long to wait after a refusal; null where nothing tells, or the time has passed.</param>
/// <param name="Budget">The tightest of the quotas that are told of, with an end; null where there is none.</param>
internal readonly record struct RateLimitFacts(TimeSpan? RetryAfter, SourceBudget? Budget);
