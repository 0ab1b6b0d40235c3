using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>Which customers a cohort's size counts.</summary>
/// <param name="Cohort">The month they were acquired in.</param>
/// <param name="Currency">Only those with orders in this currency; null: all of them.</param>
public readonly record struct CohortKey(Month Cohort, Currency? Currency);
