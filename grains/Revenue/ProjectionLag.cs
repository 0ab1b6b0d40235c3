namespace Orleans.Tx.Grains.Revenue;

/// <summary>How far a projection is behind its log.</summary>
/// <param name="Entries">Entries of the batches that are stored and not in the aggregates.</param>
/// <param name="Since">How long ago, by the store's clock, the first of them was committed; null where there is none.</param>
public sealed record ProjectionLag(StoredPosition At, long Entries, TimeSpan? Since);
