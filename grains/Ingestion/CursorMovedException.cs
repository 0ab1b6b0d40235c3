namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The cursor of a week is not where it was left: someone else is at the same week. Nothing was stored.</summary>
public sealed class CursorMovedException(string message) : Exception(message);
