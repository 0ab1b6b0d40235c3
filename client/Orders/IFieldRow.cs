namespace Orleans.Tx.Client.Orders;

/// <summary>A row, however it was cut into its fields.</summary>
internal interface IFieldRow
{
    /// <summary>A field as it is meant: without the quotes around it.</summary>
    ReadOnlySpan<byte> Field(int index);
}
