namespace Orleans.Tx.Client.Revenue;

/// <summary>Which table of an answer is printed where only one can be.</summary>
internal enum RevenueTable
{
    Months,
    Cohorts,
}
