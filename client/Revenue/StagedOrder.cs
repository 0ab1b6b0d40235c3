using System.Runtime.InteropServices;

namespace Orleans.Tx.Client.Revenue;

/// <summary>An order on its way to the customers.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct StagedOrder
{
    public CustomerKey Customer;
    public FigureKey Key;
    public Int128 Units;
    public long Ticks;

    /// <summary>It is one of those that are reported; others only tell who is new.</summary>
    public bool IsReported;
}
