namespace Orleans.Tx.Simulator.Transactions;

/// <summary>One record of the log. <see cref="Amount"/> is in major units with two decimals, negative for a refund.</summary>
internal readonly record struct Transaction(
    string Id, string CustomerId, DateTime CreatedAt, decimal Amount, string Currency, string Type, string Channel);
