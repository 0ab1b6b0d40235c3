namespace Orleans.Tx.Simulator.Limiting;

/// <summary>The limit's own counts, all taken at one instant.</summary>
internal readonly record struct LimitReport(
    long Received, long Accepted, long Rejected, int GreatestReceived, int GreatestCounted, int Capacity);
