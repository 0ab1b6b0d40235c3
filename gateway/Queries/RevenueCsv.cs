using System.Globalization;
using Orleans.Tx.Gateway.Csv;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>Months and cohorts of all currencies as CSV: the names of the JSON are the columns.</summary>
public static class RevenueCsv
{
    private const string Completeness = ",complete,newComplete";

    /// <summary>Writes one table, heading first, with LF; with what is complete where the answer knows it.</summary>
    public static void Write(RevenueTable table, RevenueAnswer answer, TextWriter output)
    {
        var withCoverage = answer.Coverage is not null;
        output.Write(table == RevenueTable.Months
            ? "currency,month,revenue,newRevenue,recurringRevenue,newPercent,orders,newOrders,customers,newCustomers"
            : "currency,cohort,month,revenue,orders,customers");
        output.Write(withCoverage ? $"{Completeness}\n" : "\n");
        foreach (var block in answer.Currencies)
        {
            foreach (var line in table == RevenueTable.Months ? Months(block, withCoverage) : Cohorts(block, withCoverage))
                output.Write($"{CsvText.Text(block.Currency ?? "")},{line}\n");
        }
    }

    private static IEnumerable<string> Months(CurrencyAnswer block, bool withCoverage) =>
        from month in block.Months ?? []
        select string.Create(CultureInfo.InvariantCulture, $"{month.Month},{MoneyText.Of(month.Revenue)},{MoneyText.Of(month.NewRevenue)},{MoneyText.Of(month.RecurringRevenue)},")
            + string.Create(CultureInfo.InvariantCulture, $"{PercentText.Of(month.NewPercent)},{month.Orders},{month.NewOrders},{month.Customers},{month.NewCustomers}")
            + (withCoverage ? Words(month.Complete, month.NewComplete) : "");

    private static IEnumerable<string> Cohorts(CurrencyAnswer block, bool withCoverage) =>
        from cohort in block.Cohorts ?? []
        from month in cohort.Months
        select string.Create(CultureInfo.InvariantCulture, $"{cohort.Cohort},{month.Month},{MoneyText.Of(month.Revenue)},{month.Orders},{month.Customers}")
            + (withCoverage ? Words(cohort.Complete, cohort.NewComplete) : "");

    private static string Words(bool? complete, bool? newComplete) => $",{Word(complete)},{Word(newComplete)}";

    private static string Word(bool? value) => value switch { true => "true", false => "false", null => "" };
}
