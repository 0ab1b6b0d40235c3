using System.Runtime.CompilerServices;

namespace Orleans.Tx.Client.Revenue;

/// <summary>What a cell of the matrix holds, in scaled integers.</summary>
internal struct CellSum
{
    public Int128 Units { get; private set; }

    public long Orders { get; private set; }

    public long Customers { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Int128 units, long orders, long customers)
    {
        // At most 10^23 an order, so that 10^15 of them fit.
        Units = unchecked(Units + units);
        Orders += orders;
        Customers += customers;
    }

    public void Add(in CellSum other) => Add(other.Units, other.Orders, other.Customers);
}
