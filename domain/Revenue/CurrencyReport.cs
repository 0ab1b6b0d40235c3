using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Cell = System.Collections.Generic.KeyValuePair<Orleans.Tx.Domain.Revenue.CellKey, Orleans.Tx.Domain.Revenue.CellValue>;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>The months and cohorts of one currency. Amounts of different currencies are never added up.</summary>
public sealed record CurrencyReport(
    Currency Currency, Money Revenue, IReadOnlyList<MonthFigures> Months, IReadOnlyList<CohortFigures> Cohorts)
{
    internal static CurrencyReport From(Currency currency, IReadOnlyList<Cell> cells, RevenueMatrix matrix, FirstOrders? firstOrders)
    {
        var months = cells
            .GroupBy(cell => cell.Key.Month)
            .OrderBy(row => row.Key)
            .Select(row => MonthOf(row.Key, currency, [.. row], firstOrders));
        var cohorts = cells
            .GroupBy(cell => cell.Key.Cohort)
            .OrderBy(column => column.Key)
            .Select(column => CohortOf(column.Key, matrix.Cohorts[new CohortKey(column.Key, currency)], column));
        return new CurrencyReport(currency, Sum(cells).Revenue, [.. months], [.. cohorts]);
    }

    private static MonthFigures MonthOf(Month month, Currency currency, IReadOnlyList<Cell> row, FirstOrders? firstOrders)
    {
        var all = Sum(row);
        var acquired = Sum(row.Where(cell => cell.Key.IsNew));
        var (revenue, orders) = firstOrders?.In(month, currency) ?? (acquired.Revenue, acquired.Orders);
        return new MonthFigures(month, all.Revenue, revenue, all.Orders, orders, all.Customers, acquired.Customers);
    }

    private static CohortFigures CohortOf(Month cohort, long customers, IEnumerable<Cell> column)
    {
        var months = column.OrderBy(cell => cell.Key.Month).Select(cell => new CohortMonth(cell.Key.Month, cell.Value)).ToList();
        return new CohortFigures(cohort, customers, Sum(column).Revenue, months);
    }

    private static CellValue Sum(IEnumerable<Cell> cells) => cells.Aggregate(default(CellValue), (sum, cell) => sum + cell.Value);
}
