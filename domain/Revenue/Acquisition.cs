using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>When a customer was acquired: the one rule, which ledgers and the analysis of files share.</summary>
public static class Acquisition
{
    /// <summary>The month that the customer was acquired in, the first with an order, once one more order is known.</summary>
    /// <param name="known">That month as far as was known; null before the first order.</param>
    /// <param name="ordered">The month of the order, of whatever amount and currency.</param>
    public static Month Cohort(Month? known, Month ordered) => known is { } first && first.CompareTo(ordered) <= 0 ? first : ordered;
}
