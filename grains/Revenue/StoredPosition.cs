namespace Orleans.Tx.Grains.Revenue;

/// <summary>Where a projection stands.</summary>
/// <param name="Position">The last batch in the aggregates.</param>
/// <param name="LastBatch">The last batch in the log.</param>
/// <param name="Zone">The reporting zone that the months were cut in; null before the first commit.</param>
public sealed record StoredPosition(int Epoch, long Position, long LastBatch, string? Zone);
