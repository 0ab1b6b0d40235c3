namespace Orleans.Tx.Client.Orders;

/// <summary>How a file is laid out.</summary>
/// <param name="File">What messages call it.</param>
internal sealed record OrderLayout(string File, Delimiter Delimiter, OrderColumns Columns);
