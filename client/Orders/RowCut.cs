namespace Orleans.Tx.Client.Orders;

/// <summary>How much of some bytes is the next row.</summary>
/// <param name="Length">How many bytes it takes, its line break included; 0: more bytes are needed to tell.</param>
/// <param name="Defect">Why these bytes are no row; they are to be passed over.</param>
internal readonly record struct RowCut(int Length, RowDefect Defect)
{
    public static RowCut MoreNeeded => default;

    public static RowCut Row(int length) => new(length, RowDefect.None);
}
