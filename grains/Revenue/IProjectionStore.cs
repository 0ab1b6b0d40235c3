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

    /// <summary>A customer's ledger; the empty one where there is none.</summary>
    Task<CustomerLedger> Ledger(string source, string customer, CancellationToken cancellationToken);

    /// <summary>The ledgers of many customers; those without one are left out.</summary>
    Task<IReadOnlyDictionary<string, CustomerLedger>> Ledgers(string source, string[] customers, CancellationToken cancellationToken);

    /// <summary>The whole matrix with the position it is at, of one snapshot.</summary>
    Task<StoredMatrix> Matrix(string source, CancellationToken cancellationToken);
}
