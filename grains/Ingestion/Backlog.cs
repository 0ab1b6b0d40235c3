using System.Globalization;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>
/// Keeps a pull from outrunning the aggregates without bound: while they are too far behind, what was fetched waits. Asked before every
/// batch, it looks at the store once a second.
/// </summary>
internal sealed class Backlog(IProjectionStore store, string source, TimeProvider time)
{
    /// <summary>How many batches the aggregates may be behind: carried in bulk that is a minute's work, beyond it something is wrong.</summary>
    public const int Most = 5000;

    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(1);

    private long? _looked;
    private long _behind;

    /// <summary>Why nothing more is stored at present; null where there is room.</summary>
    public string? Trouble => _behind > Most
        ? string.Create(CultureInfo.InvariantCulture, $"waiting for the aggregates, {_behind:N0} batches behind")
        : null;

    /// <summary>How long until it is worth to ask again; not positive: now.</summary>
    public TimeSpan Remaining => Trouble is null ? TimeSpan.Zero : Age is { } age ? TrustedFor - age : TimeSpan.Zero;

    private TimeSpan? Age => _looked is { } looked ? time.GetElapsedTime(looked) : null;

    /// <exception cref="TxException">The store is away.</exception>
    public async Task<bool> HasRoom(CancellationToken cancellationToken)
    {
        if (!(Age < TrustedFor))
        {
            var at = await store.Position(source, cancellationToken);
            (_behind, _looked) = (at.LastBatch - at.Position, time.GetTimestamp());
        }

        return Trouble is null;
    }
}
