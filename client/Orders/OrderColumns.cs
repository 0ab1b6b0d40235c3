namespace Orleans.Tx.Client.Orders;

/// <summary>Where a row has its fields, by 0-based index.</summary>
/// <param name="Count">How many fields a row has.</param>
/// <param name="Id">The column of the row's own id, where one is named.</param>
/// <param name="Factor">The column that the amount is to be multiplied by.</param>
internal readonly record struct OrderColumns(int Count, int Customer, int Date, int Amount, int? Factor, int? Currency, int? Id = null);
