using System.Collections.Immutable;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Console.Tests.Charts;

/// <summary>Answers made by hand, for what no file of orders can say.</summary>
internal static class Answers
{
    public static RevenueAnswer Of(params ImmutableArray<CurrencyAnswer> currencies) =>
        new("first-month", "UTC", 10, 5, ImmutableSortedDictionary<string, long>.Empty, currencies, Coverage: null);

    public static CurrencyAnswer Block(string? currency, params ImmutableArray<MonthAnswer> months) =>
        new(currency, months.Sum(month => month.Revenue), months, null);

    public static MonthAnswer Month(string month, decimal fresh, decimal recurring, decimal? percent = 50, bool? complete = null) =>
        new(month, fresh + recurring, fresh, recurring, percent, 1, 1, 1, 1, complete, complete);

    public static CohortAnswer Cohort(string cohort, params (string Month, decimal Revenue)[] months) => new(
        cohort, 3, months.Sum(month => month.Revenue), [.. months.Select(month => new CohortMonthAnswer(month.Month, month.Revenue, 2, 1))], null, null);
}
