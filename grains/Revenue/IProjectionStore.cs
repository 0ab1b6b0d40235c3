using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Where the projection reads the log and commits aggregates. Every call may throw <see cref="TxException"/> where the store is away.</summary>
public interface IProjectionStore
{
    /// <summary>The stored position; epoch 1 and position 0 for a source that has none yet.</summary>
    Task<StoredPosition> Position(string source, CancellationToken cancellationToken);

    /// <summary>The next whole batches after a position: as many as have at most <paramref name="most"/> entries together, but at least one.</summary>
    /// <returns>Null where there is none.</returns>
    Task<LogRange?> Read(string source, long after, int most, CancellationToken cancellationToken);

    /// <summary>Commits ledgers, cells and the position in one transaction.</summary>
    /// <returns>What the changed cells and cohorts are now.</returns>
    /// <exception cref="StaleProjectionException">Epoch or position moved, or a ledger is not the one that was built on. Nothing was stored.</exception>
    Task<MatrixChangeRecord> Commit(ProjectionCommit commit, CancellationToken cancellationToken);

    /// <summary>
    /// Carries everything from a position to the end of the log in one transaction, customer by customer: as much memory as a customer's
    /// months and the change of the matrix take, however long the range is. It may take minutes, in which nobody waits for it: readers see
    /// what was there before, and batches are stored behind the range.
    /// </summary>
    /// <param name="rule">Is called for one customer after the other, by one thread at a time.</param>
    /// <param name="progress">Is told how many entries are carried of how many.</param>
    /// <returns>Null where there is nothing to carry.</returns>
    /// <exception cref="StaleProjectionException">Epoch or position moved. Nothing was stored.</exception>
    /// <exception cref="TxException">
    /// The store is away; or the log does not hold together, in the words of the message. Nothing was stored.
    /// </exception>
    Task<BulkCarried?> CarryFar(BulkCarry carry, CarryRule rule, IProgress<BulkProgress> progress, CancellationToken cancellationToken);

    /// <summary>
    /// The traces that batches behind one and up to another were stored under, as <c>traceparent</c> of W3C's Trace Context writes them: of
    /// each trace the span of its first batch, of some traces at most, in the order of the batches.
    /// </summary>
    Task<IReadOnlyList<string>> Traces(string source, long after, long upTo, CancellationToken cancellationToken);

    /// <summary>How far the aggregates are behind the log.</summary>
    Task<ProjectionLag> Lag(string source, CancellationToken cancellationToken);

    /// <summary>Where the months begin that the aggregates were cut by.</summary>
    Task<IReadOnlyDictionary<Month, DateTimeOffset>> MonthBounds(string source, CancellationToken cancellationToken);

    /// <summary>When customers made their first order, by the log up to a batch; those without any order in it are left out.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> FirstOrders(string source, long upTo, string[] customers, CancellationToken cancellationToken);

    /// <summary>A customer's ledger; the empty one where there is none.</summary>
    Task<CustomerLedger> Ledger(string source, string customer, CancellationToken cancellationToken);

    /// <summary>The whole matrix with the position it is at, of one snapshot.</summary>
    Task<StoredMatrix> Matrix(string source, CancellationToken cancellationToken);
}
