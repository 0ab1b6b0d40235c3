using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>
/// Answers questions from log and aggregates. Each answer is of one instant, and says at which position. Every call may throw
/// <see cref="TxException"/> where the store is away or the question takes too long. What an enumeration has open in the store ends with it.
/// </summary>
public interface IQueryStore
{
    /// <summary>The revenue of some of the orders, as of the position of the aggregates.</summary>
    /// <param name="zone">The zone whose months are reported: the one that the aggregates were cut in.</param>
    Task<StoredRevenue> Revenue(OrderScope scope, NewDefinition definition, TimeZoneInfo zone, CancellationToken cancellationToken);

    /// <summary>What one customer bought, as of the position of the aggregates, and the last orders as of the end of the log.</summary>
    /// <param name="last">How many of the last orders.</param>
    /// <returns>Null where nobody of that id is known.</returns>
    Task<StoredCustomer?> Customer(string source, string customer, int last, CancellationToken cancellationToken);

    /// <summary>Rows as of the end of the log, ordered by time, then id. The first item has the position, and may have no rows.</summary>
    /// <param name="after">Only those behind; null for all.</param>
    /// <param name="limit">How many at most; null for all.</param>
    IAsyncEnumerable<StoredTransactions> Transactions(
        OrderScope scope, TransactionCursor? after, long? limit, CancellationToken cancellationToken);

    /// <summary>Groups as of the position of the aggregates, ordered by their keys. The first item has the position, and may have no rows.</summary>
    /// <param name="by">Currency among them.</param>
    /// <param name="zone">The zone whose days and months are reported.</param>
    IAsyncEnumerable<StoredGroups> Groups(
        OrderScope scope, IReadOnlyList<GroupDimension> by, NewDefinition definition, TimeZoneInfo zone, CancellationToken cancellationToken);
}
