namespace Orleans.Tx.Client.Orders;

/// <summary>Takes the orders of a log as they are read.</summary>
internal interface IOrderSink
{
    /// <param name="customer">The customer's id as UTF-8; good only until the next row is read.</param>
    /// <param name="at">When, in UTC, to the microsecond.</param>
    /// <param name="currency">The number of its currency in the log's <see cref="CurrencyTable"/>.</param>
    void Add(ReadOnlySpan<byte> customer, DateTime at, Amount amount, int currency);
}
