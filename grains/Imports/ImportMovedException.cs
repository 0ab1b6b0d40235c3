namespace Orleans.Tx.Grains.Imports;

/// <summary>An import is not where it was thought to be: nothing was stored.</summary>
public sealed class ImportMovedException(string message) : Exception(message);
