using System.Collections.Immutable;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Puts a report into the shape that users read.</summary>
public static class RevenueAnswers
{
    /// <param name="zone">The name of the zone whose months are reported.</param>
    /// <param name="skipped">Rows that were not counted, by reason; null for none.</param>
    /// <param name="coverage">How final the figures are; null where they come from a file, or it is put on later.</param>
    public static RevenueAnswer From(
        RevenueReport report, string zone, IEnumerable<KeyValuePair<string, long>>? skipped = null, Coverage? coverage = null) => new(
        Word(report.Definition),
        zone,
        report.Rows,
        report.Customers,
        (skipped ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
        [.. report.Currencies.Select(Of)],
        coverage);

    /// <summary>The word by which users name a definition.</summary>
    public static string Word(NewDefinition definition) => definition switch
    {
        NewDefinition.FirstMonth => "first-month",
        NewDefinition.FirstOrder => "first-order",
        _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "is no definition"),
    };

    private static CurrencyAnswer Of(CurrencyReport report) => new(
        report.Currency.Code, report.Revenue.Amount, [.. report.Months.Select(Of)], [.. report.Cohorts.Select(Of)]);

    private static MonthAnswer Of(MonthFigures month) => new(
        month.Month.ToString(),
        month.Revenue.Amount,
        month.NewRevenue.Amount,
        month.RecurringRevenue.Amount,
        month.NewPercent,
        month.Orders,
        month.NewOrders,
        month.Customers,
        month.NewCustomers,
        Complete: null,
        NewComplete: null);

    private static CohortAnswer Of(CohortFigures cohort) => new(
        cohort.Cohort.ToString(),
        cohort.Customers,
        cohort.Revenue.Amount,
        [.. cohort.Months.Select(month => new CohortMonthAnswer(month.Month.ToString(), month.Value.Revenue.Amount, month.Value.Orders, month.Value.Customers))],
        Complete: null,
        NewComplete: null);
}
