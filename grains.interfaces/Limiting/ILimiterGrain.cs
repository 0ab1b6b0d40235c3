using Orleans.Concurrency;

namespace Orleans.Tx.Grains.Limiting;

/// <summary>
/// Issues the permits to send requests to one source, so that its limit is never exceeded. One a source; the key is its name.
/// It never waits: whoever gets no permit is told when to ask again.
/// </summary>
[Alias("tx.ILimiterGrain")]
public interface ILimiterGrain : IGrainWithStringKey
{
    /// <summary>Settles permits used before and asks for more.</summary>
    /// <exception cref="TxException">The source is not configured.</exception>
    [Alias("Acquire")]
    Task<PermitAnswer> Acquire(PermitRequest request);

    /// <summary>What the window looks like now.</summary>
    [AlwaysInterleave]
    [Alias("Snapshot")]
    Task<LimiterSnapshot> Snapshot();

    /// <summary>When each of the slots in use becomes free.</summary>
    [AlwaysInterleave]
    [Alias("Slots")]
    Task<LimiterSlots> Slots();
}
