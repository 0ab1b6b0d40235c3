namespace Orleans.Tx.Gateway.Queries;

/// <summary>Which of the tables of an answer are asked for.</summary>
internal enum RevenueTable
{
    Months,
    Cohorts,
}
