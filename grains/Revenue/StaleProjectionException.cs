namespace Orleans.Tx.Grains.Revenue;

/// <summary>The aggregates are not what a commit was built on: someone else moved them. Nothing was stored.</summary>
public sealed class StaleProjectionException(string message) : Exception(message);
