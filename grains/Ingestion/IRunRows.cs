using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>
/// A week's rows as a run met them. Every call may throw <see cref="TxException"/> where the store is away, and
/// <see cref="CursorMovedException"/> where someone else is at the week; each may be made again.
/// </summary>
public interface IRunRows
{
    /// <summary>Notes the rows that the run, which has stored every page, did not meet.</summary>
    /// <param name="believed">The run tells what is gone; else what it did not meet says nothing to the next run either.</param>
    Task<UnseenRows> Look(StoredWeek week, bool believed, CancellationToken cancellationToken);

    /// <summary>Takes the rows out that were noted, through the log.</summary>
    /// <param name="onlyTwice">Only those that the run before did not meet either.</param>
    /// <returns>The week as it is now.</returns>
    Task<StoredWeek> Remove(StoredWeek week, bool onlyTwice, CancellationToken cancellationToken);

    /// <summary>The other weeks that hold rows with the ids of rows that the run brought: next to this one, for a first run; any, later.</summary>
    Task<IReadOnlyList<Week>> Elsewhere(StoredWeek week, CancellationToken cancellationToken);
}
