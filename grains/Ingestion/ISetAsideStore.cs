using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The stored records that could not be read. Every call may throw <see cref="TxException"/> where the store is away.</summary>
public interface ISetAsideStore
{
    /// <summary>Records of each week's present run, in order, their text shortened.</summary>
    Task<IReadOnlyList<SetAsideEntry>> List(string source, SetAsideRange range, SetAsideId? after, int most, CancellationToken cancellationToken);

    /// <summary>How many there are by reason, the most first.</summary>
    Task<IReadOnlyList<SetAsideCount>> Count(string source, SetAsideRange range, CancellationToken cancellationToken);

    /// <summary>Records of each week's present run, in order, whole.</summary>
    Task<IReadOnlyList<KeptRecord>> Read(string source, SetAsideRange range, SetAsideId? after, int most, CancellationToken cancellationToken);

    /// <summary>Those of the ids that are set aside, in order, of whatever run.</summary>
    Task<IReadOnlyList<KeptRecord>> Read(string source, IReadOnlyCollection<SetAsideId> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Stores records of a week that can be read now like a batch that was pulled, and takes them out of those set aside, all or nothing.
    /// Those of them that are set aside no more are left alone, so that the same call again changes nothing.
    /// </summary>
    /// <returns>Null where the week is queued or under way, or has another run by now: nothing was changed.</returns>
    Task<RetriedCounts?> Store(RetriedRecords records, CancellationToken cancellationToken);
}
