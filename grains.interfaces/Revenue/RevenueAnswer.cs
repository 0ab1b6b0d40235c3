using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>The answer to the revenue analysis: what users read, in the shape they read it in.</summary>
/// <param name="Definition"><c>first-month</c> or <c>first-order</c>.</param>
/// <param name="Zone">The zone whose months are reported.</param>
/// <param name="Skipped">Rows that were not counted, by reason.</param>
/// <param name="Coverage">How final the figures are; only for answers from the store.</param>
[GenerateSerializer, Immutable, Alias("tx.RevenueAnswer")]
public sealed record RevenueAnswer(
    [property: Id(0)] string Definition,
    [property: Id(1)] string Zone,
    [property: Id(2)] long Rows,
    [property: Id(3)] long Customers,
    [property: Id(4)] ImmutableSortedDictionary<string, long> Skipped,
    [property: Id(5)] ImmutableArray<CurrencyAnswer> Currencies,
    [property: Id(6)] Coverage? Coverage);

/// <summary>The months and cohorts of one currency.</summary>
/// <param name="Currency">Its code; null where none is named.</param>
/// <param name="Months">Left out of the JSON where not asked for.</param>
/// <param name="Cohorts">Left out of the JSON where not asked for.</param>
[GenerateSerializer, Immutable, Alias("tx.CurrencyAnswer")]
public sealed record CurrencyAnswer(
    [property: Id(0)] string? Currency,
    [property: Id(1)] decimal Revenue,
    [property: Id(2)] ImmutableArray<MonthAnswer>? Months,
    [property: Id(3)] ImmutableArray<CohortAnswer>? Cohorts);

/// <summary>One month's revenue and how much of it is new.</summary>
/// <param name="NewPercent">With two decimals; null where there is no revenue.</param>
/// <param name="Complete">Every week of the month is complete; only for answers from the store.</param>
/// <param name="NewComplete">So is every week before it: who is new is final; only for answers from the store.</param>
[GenerateSerializer, Immutable, Alias("tx.MonthAnswer")]
public sealed record MonthAnswer(
    [property: Id(0)] string Month,
    [property: Id(1)] decimal Revenue,
    [property: Id(2)] decimal NewRevenue,
    [property: Id(3)] decimal RecurringRevenue,
    [property: Id(4)] decimal? NewPercent,
    [property: Id(5)] long Orders,
    [property: Id(6)] long NewOrders,
    [property: Id(7)] long Customers,
    [property: Id(8)] long NewCustomers,
    [property: Id(9)] bool? Complete,
    [property: Id(10)] bool? NewComplete);

/// <summary>What was gained from the customers acquired in one month, over that month and all later ones.</summary>
[GenerateSerializer, Immutable, Alias("tx.CohortAnswer")]
public sealed record CohortAnswer(
    [property: Id(0)] string Cohort,
    [property: Id(1)] long Customers,
    [property: Id(2)] decimal Revenue,
    [property: Id(3)] ImmutableArray<CohortMonthAnswer> Months,
    [property: Id(4)] bool? Complete,
    [property: Id(5)] bool? NewComplete);

/// <summary>What a cohort's customers bought in one month.</summary>
[GenerateSerializer, Immutable, Alias("tx.CohortMonthAnswer")]
public sealed record CohortMonthAnswer(
    [property: Id(0)] string Month,
    [property: Id(1)] decimal Revenue,
    [property: Id(2)] long Orders,
    [property: Id(3)] long Customers);
