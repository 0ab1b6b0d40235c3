namespace Orleans.Tx.Simulator.Truth;

/// <summary>The answer to a range: months and cohorts of each currency, in the JSON that the product's own answers have.</summary>
internal sealed record Revenue(
    string Definition,
    string Zone,
    int Rows,
    int Customers,
    IReadOnlyDictionary<string, int> Skipped,
    IReadOnlyList<CurrencyRevenue> Currencies);
