namespace Orleans.Tx.Client.Orders;

/// <summary>What was found in a file as a whole.</summary>
/// <param name="Layout">Null for a file without rows.</param>
/// <param name="Lines">Its line breaks: the last row may begin in the line after them.</param>
/// <param name="Rows">Its rows, bad ones too.</param>
internal sealed record FileExtent(OrderLayout? Layout, long Lines, long Rows);
