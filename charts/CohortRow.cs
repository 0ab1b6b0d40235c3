using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Charts;

/// <summary>A row of the heat map: one cohort, or those of a quarter or year.</summary>
/// <param name="MayChange">Weeks are missing.</param>
public sealed record CohortRow(string Name, long Customers, decimal Revenue, IReadOnlyList<CohortMonthAnswer> Months, bool MayChange);
