namespace Orleans.Tx.Client.Orders;

/// <summary>One row of a log, read and found good.</summary>
/// <param name="customer">The customer's id as UTF-8; good only until the next row is read.</param>
/// <param name="at">When, in UTC, to the microsecond.</param>
/// <param name="currency">The number of its currency in the log's <see cref="CurrencyTable"/>.</param>
internal readonly ref struct Order(ReadOnlySpan<byte> customer, DateTime at, Amount amount, int currency)
{
    public ReadOnlySpan<byte> Customer { get; } = customer;

    public DateTime At { get; } = at;

    public Amount Amount { get; } = amount;

    public int Currency { get; } = currency;
}
