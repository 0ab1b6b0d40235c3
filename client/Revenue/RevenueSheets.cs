using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>Lays the months and cohorts of an answer out as rows that people read; as CSV they are <see cref="RevenueCsv"/>'s.</summary>
internal static class RevenueSheets
{
    private static readonly SheetColumn[] MonthColumns =
    [
        SheetColumn.Text("month"),
        SheetColumn.Number("revenue"),
        SheetColumn.Number("newRevenue", "new"),
        SheetColumn.Number("recurringRevenue", "recurring"),
        SheetColumn.Number("newPercent", "new %"),
        SheetColumn.Number("orders", rank: 1),
        SheetColumn.Number("newOrders", "new orders", rank: 3),
        SheetColumn.Number("customers", rank: 2),
        SheetColumn.Number("newCustomers", "new customers", rank: 3),
    ];

    private static readonly SheetColumn[] Completeness = [SheetColumn.Text("complete", rank: 4), SheetColumn.Text("newComplete", "new complete", rank: 4)];

    /// <summary>The months of one currency.</summary>
    public static Sheet Months(CurrencyAnswer block)
    {
        var withCoverage = block.Months is [{ Complete: not null }, ..];
        var sheet = new Sheet([.. MonthColumns, .. withCoverage ? Completeness : []]);
        foreach (var month in block.Months ?? [])
            sheet.Add([.. Cells(month), .. withCoverage ? Words(month.Complete, month.NewComplete) : []]);
        return sheet;
    }

    /// <summary>The cohorts of one currency: a row for each, a column for each month, the total first.</summary>
    /// <param name="money">How amounts are written; exactly where it is not said.</param>
    /// <param name="lines">The headings of months may be broken into lines.</param>
    public static Sheet Cohorts(CurrencyAnswer block, Func<decimal, string>? money = null, bool lines = false)
    {
        money ??= MoneyText.Of;
        var cohorts = block.Cohorts ?? [];
        var months = cohorts.SelectMany(cohort => cohort.Months).Select(month => month.Month).Distinct().Order(StringComparer.Ordinal).ToList();
        var sheet = new Sheet(
            [SheetColumn.Text("cohort"), SheetColumn.Number("customers"), SheetColumn.Number("revenue", "total"), .. months.Select(month => SheetColumn.Number(month, lines ? month.Replace('-', ' ') : month))]);
        foreach (var cohort in cohorts)
        {
            var revenue = cohort.Months.ToDictionary(month => month.Month, month => money(month.Revenue));
            sheet.Add([cohort.Cohort, Count(cohort.Customers), money(cohort.Revenue), .. months.Select(month => revenue.GetValueOrDefault(month))]);
        }

        return sheet;
    }

    private static string?[] Cells(MonthAnswer month) =>
    [
        month.Month, MoneyText.Of(month.Revenue), MoneyText.Of(month.NewRevenue), MoneyText.Of(month.RecurringRevenue), PercentText.Of(month.NewPercent),
        Count(month.Orders), Count(month.NewOrders), Count(month.Customers), Count(month.NewCustomers),
    ];

    private static string?[] Words(bool? complete, bool? newComplete) => [Word(complete), Word(newComplete)];

    private static string? Word(bool? value) => value switch { true => "true", false => "false", null => null };

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
