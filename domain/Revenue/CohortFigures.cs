using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>What was gained from the customers acquired in one month, in one currency, in that month and all later ones.</summary>
/// <param name="Customers">How many customers of the cohort have orders in the currency.</param>
public sealed record CohortFigures(Month Cohort, long Customers, Money Revenue, IReadOnlyList<CohortMonth> Months);
