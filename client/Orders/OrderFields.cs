namespace Orleans.Tx.Client.Orders;

/// <summary>The fields of a row that make an order, as they are written.</summary>
internal readonly ref struct OrderFields
{
    public required ReadOnlySpan<byte> Customer { get; init; }

    public required ReadOnlySpan<byte> Date { get; init; }

    public required ReadOnlySpan<byte> Amount { get; init; }

    /// <summary>What the amount is to be multiplied by, where there is such a column.</summary>
    public required ReadOnlySpan<byte> Factor { get; init; }

    /// <summary>Empty where there is no such column.</summary>
    public required ReadOnlySpan<byte> Currency { get; init; }
}
