namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The log of all changes to rows: batches, numbered without gaps per source, each stored in one transaction.</summary>
public interface ITransactionLog
{
    /// <summary>
    /// Stores the pages of a batch together with the cursor that follows them, all or nothing. Rows that are there and the same are
    /// skipped; rows that are there and different are restated through the log.
    /// </summary>
    /// <returns>The week as it is now.</returns>
    /// <exception cref="CursorMovedException">The week's run or cursor is not what the batch was made for: someone else is at it.</exception>
    /// <exception cref="TxException">The store is away: the same batch may be sent again.</exception>
    Task<StoredWeek> Append(PageBatch batch, CancellationToken cancellationToken);
}
