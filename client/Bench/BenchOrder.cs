namespace Orleans.Tx.Client.Bench;

/// <summary>An order of a made-up log.</summary>
/// <param name="At">In UTC.</param>
internal readonly record struct BenchOrder(int Number, int Customer, int Cents, DateTime At);
