using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Silo.Postgres.Verification;

/// <summary>A difference that is shown.</summary>
/// <param name="OfKind">How many of its kind there are.</param>
internal sealed record FoundDifference(Difference Difference, long OfKind);
