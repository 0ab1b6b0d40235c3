namespace Orleans.Tx.Client.Orders;

/// <summary>What was found in a block.</summary>
/// <param name="Bad">Its bad rows, their lines counted from the block's first; null where all are good.</param>
internal readonly record struct BlockOutcome(long Lines, long Rows, BadRows? Bad);
