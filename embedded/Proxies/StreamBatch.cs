namespace Orleans.Runtime;

/// <summary>What one step of reading a stream brings: items, or none where the wait was long, and whether these were the last.</summary>
internal readonly record struct StreamBatch<T>(List<T> Items, bool IsLast);
