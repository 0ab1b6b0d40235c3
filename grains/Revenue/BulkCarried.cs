namespace Orleans.Tx.Grains.Revenue;

/// <summary>What a bulk carry left.</summary>
/// <param name="Epoch">The epoch, risen where it was made anew.</param>
/// <param name="To">The position: the last batch of the log as it began.</param>
/// <param name="Entries">How many entries were carried.</param>
/// <param name="Values">What the changed cells and cohorts are now.</param>
/// <param name="Damaged">
/// Batches whose entries are not as many as they were stored with, in words; only where it was made anew, else they are refused.
/// </param>
public sealed record BulkCarried(int Epoch, long To, long Entries, MatrixChangeRecord Values, IReadOnlyList<string> Damaged);
