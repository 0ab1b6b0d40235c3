using System.Globalization;
using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Truth;

/// <summary>
/// The slow and obvious arithmetic that the product's answers are compared with. It looks at the given rows only: a month's new revenue
/// is every row of the customers whose first calendar month (UTC) among these rows it is.
/// </summary>
internal static class RevenueArithmetic
{
    public static Revenue Of(IReadOnlyCollection<Transaction> rows)
    {
        var cohorts = rows.GroupBy(static row => row.CustomerId)
            .ToDictionary(static customer => customer.Key, static customer => customer.Min(MonthOf)!, StringComparer.Ordinal);
        var currencies = rows.GroupBy(static row => row.Currency)
            .OrderBy(static currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => OfCurrency(currency.Key, [.. currency], cohorts));
        return new Revenue("first-month", "UTC", rows.Count, cohorts.Count, new Dictionary<string, int>(), [.. currencies]);
    }

    private static CurrencyRevenue OfCurrency(string currency, Transaction[] rows, Dictionary<string, string> cohorts)
    {
        var months = rows.GroupBy(MonthOf)
            .OrderBy(static month => month.Key, StringComparer.Ordinal)
            .Select(month => OfMonth(month.Key, [.. month], cohorts));
        var byCohort = rows.GroupBy(row => cohorts[row.CustomerId])
            .OrderBy(static cohort => cohort.Key, StringComparer.Ordinal)
            .Select(static cohort => OfCohort(cohort.Key, [.. cohort]));
        return new CurrencyRevenue(currency, rows.Sum(static row => row.Amount), [.. months], [.. byCohort]);
    }

    private static MonthRevenue OfMonth(string month, Transaction[] rows, Dictionary<string, string> cohorts)
    {
        var newRows = rows.Where(row => cohorts[row.CustomerId] == month).ToArray();
        var revenue = rows.Sum(static row => row.Amount);
        var newRevenue = newRows.Sum(static row => row.Amount);
        return new MonthRevenue(
            month,
            revenue,
            newRevenue,
            revenue - newRevenue,
            revenue == 0 ? null : Math.Round(100 * newRevenue / revenue, 2, MidpointRounding.AwayFromZero) + 0.00m,
            rows.Length,
            newRows.Length,
            CustomersOf(rows),
            CustomersOf(newRows));
    }

    private static CohortRevenue OfCohort(string cohort, Transaction[] rows)
    {
        var months = rows.GroupBy(MonthOf)
            .OrderBy(static month => month.Key, StringComparer.Ordinal)
            .Select(static month => new CohortMonth(
                month.Key, month.Sum(static row => row.Amount), month.Count(), CustomersOf(month)));
        return new CohortRevenue(cohort, CustomersOf(rows), rows.Sum(static row => row.Amount), [.. months]);
    }

    private static int CustomersOf(IEnumerable<Transaction> rows) =>
        rows.Select(static row => row.CustomerId).Distinct(StringComparer.Ordinal).Count();

    private static string MonthOf(Transaction row) => row.CreatedAt.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
