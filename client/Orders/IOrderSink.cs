namespace Orleans.Tx.Client.Orders;

/// <summary>Takes the orders of a log as they are read.</summary>
internal interface IOrderSink
{
    /// <param name="customer">The customer's id as UTF-8; good only until the next row is read.</param>
    /// <param name="at">When, in UTC, to the microsecond.</param>
    /// <param name="currency">The number of its currency in the log's <see cref="CurrencyTable"/>.</param>
    /// <param name="line">The line that the row begins in, counted from 1 within its block.</param>
    /// <param name="id">The row's own id as UTF-8, like the customer's; empty where none is read.</param>
    void Add(ReadOnlySpan<byte> customer, DateTime at, Amount amount, int currency, long line, ReadOnlySpan<byte> id);

    /// <summary>The rows added since the last call were all of a block.</summary>
    /// <param name="number">The block's place in the file, from 0.</param>
    /// <param name="lines">How many lines it has.</param>
    Task EndBlock(long number, long lines, CancellationToken cancellation) => Task.CompletedTask;
}
