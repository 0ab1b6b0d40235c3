using System.Runtime.InteropServices;

namespace Orleans.Tx.Client.Revenue;

/// <summary>An order on its way to the customers, the bytes of the customer's id right behind it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct StagedOrder
{
    public Int128 Units;
    public long Ticks;
    public uint Hash;
    public uint Key;
    public ushort IdLength;

    /// <summary>It is one of those that are reported.</summary>
    public bool IsReported;
}
