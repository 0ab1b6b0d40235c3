namespace Orleans.Tx.Grains.Queries;

/// <summary>What orders can be grouped by.</summary>
public enum GroupDimension
{
    Customer,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Currency,

    /// <summary>The month that the customer was acquired in.</summary>
    Cohort,
}
