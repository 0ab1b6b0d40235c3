namespace Orleans.Tx.Domain.Limiting;

/// <summary>When a window was stored, by two clocks that do not depend on each other: where one of them jumps, the other tells.</summary>
/// <param name="Store">By the store's clock.</param>
/// <param name="Machine">By the clock of the machine that stored it.</param>
public readonly record struct SavedAt(DateTimeOffset Store, DateTimeOffset Machine);
