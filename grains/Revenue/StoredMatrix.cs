using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>The matrix of a source at a position.</summary>
public sealed record StoredMatrix(StoredPosition At, RevenueMatrix Matrix);
