namespace Orleans.Tx.Domain.Revenue;

/// <summary>Which orders are new revenue.</summary>
public enum NewDefinition
{
    /// <summary>Every order in the customer's first calendar month.</summary>
    FirstMonth,

    /// <summary>Only the orders at the customer's first timestamp: all of them, when several.</summary>
    FirstOrder,
}
