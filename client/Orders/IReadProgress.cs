namespace Orleans.Tx.Client.Orders;

/// <summary>Hears how far the reading of a log is; called now and then, not for each row.</summary>
internal interface IReadProgress
{
    /// <param name="rows">Rows read so far, of all files.</param>
    void Report(OrderFile file, long rows);
}
