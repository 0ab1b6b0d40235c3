namespace Orleans.Tx.Client.Orders;

/// <summary>Where a field stands within its row.</summary>
/// <param name="HasQuotes">It was quoted and holds doubled quotes, which are to be made single.</param>
internal readonly record struct FieldSlice(int Start, int Length, bool HasQuotes);
