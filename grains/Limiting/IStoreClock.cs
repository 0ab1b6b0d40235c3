namespace Orleans.Tx.Grains.Limiting;

/// <summary>The store's clock: one for all processes, so that what one wrote down another can read.</summary>
public interface IStoreClock
{
    /// <exception cref="TxException">The store is away.</exception>
    Task<DateTimeOffset> Now(CancellationToken cancellationToken);

    /// <summary>Up to when requests may have been sent that the store does not know of, by the same clock: its last restoration from a backup, or the start of
    /// another engine, which keeps states of its own; null where neither was.</summary>
    /// <exception cref="TxException">The store is away.</exception>
    Task<DateTimeOffset?> UnknownUntil(CancellationToken cancellationToken);
}
