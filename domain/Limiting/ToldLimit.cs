namespace Orleans.Tx.Domain.Limiting;

/// <summary>What a source told with an answer of its own count.</summary>
/// <param name="Remaining">How many more requests it would accept; not negative.</param>
/// <param name="Reset">For how long at most that holds; a day counts at most.</param>
public readonly record struct ToldLimit(int Remaining, TimeSpan Reset);
