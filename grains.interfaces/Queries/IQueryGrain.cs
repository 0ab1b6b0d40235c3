using Orleans.Concurrency;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>
/// Answers questions about one source from the store, and holds nothing but answers. The key is the source's name, or, for rows that
/// are to stream, <c>source/</c> and something new: then it lives as long as its stream. What may take long is a stream too, of one item, since
/// a stream has no time in which it must answer, and ends in the store when its reader goes.
/// </summary>
[Alias("tx.IQueryGrain")]
public interface IQueryGrain : IGrainWithStringKey
{
    /// <summary>Months and cohorts of some of the orders: one answer.</summary>
    /// <exception cref="TxException">The question can't be asked; the message begins with the parameter.</exception>
    [Alias("Revenue")]
    IAsyncEnumerable<RevenueAnswer> Revenue(RevenueQuestion question, CancellationToken cancellationToken);

    /// <summary>What one customer bought.</summary>
    /// <exception cref="TxException">Nobody of that id is known.</exception>
    [AlwaysInterleave]
    [Alias("Customer")]
    Task<CustomerAnswer> Customer(string customer);

    /// <summary>Rows, ordered by time, then id; the first chunk comes at once and has the coverage.</summary>
    /// <exception cref="TxException">The question can't be asked; the message begins with the parameter.</exception>
    [Alias("Transactions")]
    IAsyncEnumerable<TransactionChunk> Transactions(TransactionQuestion question, CancellationToken cancellationToken);

    /// <summary>Groups, ordered by their keys; the first chunk comes at once and says what the keys are.</summary>
    /// <exception cref="TxException">The question can't be asked; the message begins with the parameter.</exception>
    [Alias("Groups")]
    IAsyncEnumerable<GroupChunk> Groups(GroupQuestion question, CancellationToken cancellationToken);
}
