using System.Collections.Immutable;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>What one customer bought.</summary>
/// <param name="FirstOrder">When the earliest order was made; null where nothing is left of the customer's orders, or none is in the aggregates yet.</param>
/// <param name="Cohort">The month that the customer was acquired in.</param>
/// <param name="Zone">The zone whose months are reported.</param>
/// <param name="Orders">How many orders, over all currencies.</param>
/// <param name="Transactions">The last ones that are stored, the latest first.</param>
[GenerateSerializer, Immutable, Alias("tx.CustomerAnswer")]
public sealed record CustomerAnswer(
    [property: Id(0)] string Source,
    [property: Id(1)] string Customer,
    [property: Id(2)] DateTimeOffset? FirstOrder,
    [property: Id(3)] string? Cohort,
    [property: Id(4)] string Zone,
    [property: Id(5)] long Orders,
    [property: Id(6)] ImmutableArray<CustomerCurrencyAnswer> Currencies,
    [property: Id(7)] ImmutableArray<TransactionRecord> Transactions,
    [property: Id(8)] Coverage Coverage);

/// <summary>What the customer bought in one currency.</summary>
/// <param name="Currency">Its code; null where none is named.</param>
[GenerateSerializer, Immutable, Alias("tx.CustomerCurrencyAnswer")]
public sealed record CustomerCurrencyAnswer(
    [property: Id(0)] string? Currency,
    [property: Id(1)] decimal Revenue,
    [property: Id(2)] long Orders,
    [property: Id(3)] ImmutableArray<CustomerMonthAnswer> Months);

/// <summary>What the customer bought in one month.</summary>
[GenerateSerializer, Immutable, Alias("tx.CustomerMonthAnswer")]
public sealed record CustomerMonthAnswer(
    [property: Id(0)] string Month,
    [property: Id(1)] decimal Revenue,
    [property: Id(2)] long Orders);
