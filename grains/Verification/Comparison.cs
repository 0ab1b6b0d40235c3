using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Verification;

/// <summary>What a comparison found.</summary>
/// <param name="At">Where the aggregates stood.</param>
/// <param name="Differences">How many there are.</param>
/// <param name="Shown">The first of each kind.</param>
public sealed record Comparison(
    StoredPosition At, long Rows, long Ledgers, long Cells, long Differences, IReadOnlyList<Difference> Shown);
