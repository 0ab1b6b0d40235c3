using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>What a cell of the matrix holds, or a difference between two such values.</summary>
/// <param name="Revenue">The sum of the amounts, each with its sign.</param>
/// <param name="Orders">How many orders.</param>
/// <param name="Customers">How many different customers made them.</param>
public readonly record struct CellValue(Money Revenue, long Orders, long Customers)
{
    public static CellValue operator +(CellValue left, CellValue right) =>
        new(left.Revenue + right.Revenue, left.Orders + right.Orders, left.Customers + right.Customers);

    public static CellValue operator -(CellValue left, CellValue right) =>
        new(left.Revenue - right.Revenue, left.Orders - right.Orders, left.Customers - right.Customers);
}
