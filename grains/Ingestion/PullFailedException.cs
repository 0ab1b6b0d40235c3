namespace Orleans.Tx.Grains.Ingestion;

/// <summary>A pull can't go on by itself: somebody has to change something first.</summary>
internal sealed class PullFailedException(string message) : Exception(message);
