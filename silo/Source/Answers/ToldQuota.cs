namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>One quota that headers tell of.</summary>
/// <param name="Remaining">How many more requests would be accepted; null where that is not told.</param>
/// <param name="Reset">For how long that holds; null where that is not told.</param>
internal readonly record struct ToldQuota(int? Remaining, TimeSpan? Reset);
