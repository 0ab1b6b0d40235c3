namespace Orleans.Tx.Client.Orders;

/// <summary>Why bytes could not be cut into a row.</summary>
internal enum RowDefect
{
    None,

    /// <summary>A quoted field goes on after its closing quote, or is never closed.</summary>
    Quotes,

    /// <summary>The row is longer than any row of orders.</summary>
    TooLong,
}
