namespace Orleans.Tx.Grains.Limiting;

/// <summary>The store's clock: one for all processes, so that what one wrote down another can read.</summary>
public interface IStoreClock
{
    /// <exception cref="TxException">The store is away.</exception>
    Task<DateTimeOffset> Now(CancellationToken cancellationToken);

    /// <summary>When the store was last brought back from a backup, by the same clock; null where it never was.</summary>
    /// <exception cref="TxException">The store is away.</exception>
    Task<DateTimeOffset?> RestoredAt(CancellationToken cancellationToken);
}
