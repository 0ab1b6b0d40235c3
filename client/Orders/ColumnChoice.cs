namespace Orleans.Tx.Client.Orders;

/// <summary>What the user says of a log's columns; null where they are to be found.</summary>
/// <param name="Customer">A name or a 1-based position, as for the others.</param>
/// <param name="Amount">May be a product of two columns, <c>A*B</c>.</param>
/// <param name="HasHeader">The first line names the columns.</param>
/// <param name="Id">The column of each row's own id; null: rows have none.</param>
internal sealed record ColumnChoice(
    string? Customer = null, string? Date = null, string? Amount = null, string? Currency = null,
    Delimiter? Delimiter = null, bool HasHeader = true, string? Id = null);
