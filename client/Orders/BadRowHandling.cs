namespace Orleans.Tx.Client.Orders;

/// <summary>What becomes of a row that can't be read.</summary>
internal enum BadRowHandling
{
    /// <summary>It is counted by reason and left out.</summary>
    Skip,

    /// <summary>It ends the work.</summary>
    Fail,
}
