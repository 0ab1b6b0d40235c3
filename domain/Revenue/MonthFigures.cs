using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>One month's revenue in one currency, and how much of it is new.</summary>
/// <param name="NewRevenue">What the report's definition calls new.</param>
/// <param name="NewOrders">How many orders that is.</param>
/// <param name="Customers">How many different customers have orders in the month.</param>
/// <param name="NewCustomers">Those of them who were acquired in it, under either definition.</param>
public sealed record MonthFigures(
    Month Month, Money Revenue, Money NewRevenue, long Orders, long NewOrders, long Customers, long NewCustomers)
{
    public Money RecurringRevenue => Revenue - NewRevenue;

    /// <summary>
    /// The percentage of the revenue that is new, rounded half away from zero to two decimals. Null where there is no revenue;
    /// with refunds it may leave 0 to 100.
    /// </summary>
    public decimal? NewPercent => Revenue == Money.Zero
        ? null
        : Math.Round(100m * NewRevenue.Amount / Revenue.Amount, 2, MidpointRounding.AwayFromZero) + 0.00m;
}
