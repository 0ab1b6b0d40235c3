namespace Orleans.Tx.Domain.Revenue;

/// <summary>The answer to the revenue analysis: for each currency its months and its cohorts, which have the same sum.</summary>
/// <param name="Rows">How many orders were counted, over all currencies.</param>
/// <param name="Customers">How many different customers made them, over all currencies.</param>
public sealed record RevenueReport(NewDefinition Definition, long Rows, long Customers, IReadOnlyList<CurrencyReport> Currencies)
{
    /// <param name="matrix">All of history.</param>
    /// <param name="firstOrders">
    /// The orders at their customers' first timestamps, to report by <see cref="NewDefinition.FirstOrder"/>;
    /// null to report by <see cref="NewDefinition.FirstMonth"/>.
    /// </param>
    public static RevenueReport From(RevenueMatrix matrix, FirstOrders? firstOrders = null)
    {
        var currencies = matrix.Cells
            .GroupBy(cell => cell.Key.Currency)
            .OrderBy(cells => cells.Key)
            .Select(cells => CurrencyReport.From(cells.Key, [.. cells], matrix, firstOrders));
        var definition = firstOrders is null ? NewDefinition.FirstMonth : NewDefinition.FirstOrder;
        return new RevenueReport(definition, matrix.Orders, matrix.Customers, [.. currencies]);
    }
}
