namespace Orleans.Tx.Grains.Tests.Limiting;

/// <summary>Something that happens to a limiter.</summary>
/// <param name="Amount">How many permits, or seconds.</param>
/// <param name="Which">Which of the requests under way, as far as there are so many.</param>
internal sealed record LimiterStep(LimiterStepKind Kind, int Amount, int Which);
