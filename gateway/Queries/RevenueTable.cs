namespace Orleans.Tx.Gateway.Queries;

/// <summary>Which of the tables of an answer are asked for.</summary>
public enum RevenueTable
{
    Months,
    Cohorts,
}
