using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The stored state of weeks. Every call may throw <see cref="TxException"/> where the store is away.</summary>
public interface IWeekStore
{
    /// <summary>Null where the week was never asked for.</summary>
    Task<StoredWeek?> Find(string source, Week week, CancellationToken cancellationToken);

    /// <summary>All weeks of a source, in order.</summary>
    Task<IReadOnlyList<StoredWeek>> List(string source, CancellationToken cancellationToken);

    /// <summary>Names of all sources that the store knows, in order.</summary>
    Task<IReadOnlyList<string>> Sources(CancellationToken cancellationToken);

    /// <summary>Queues weeks that are new, failed, or were pulled before they were over. Others stay as they are.</summary>
    Task Queue(string source, IReadOnlyCollection<Week> weeks, CancellationToken cancellationToken);

    /// <summary>
    /// Marks a week as being pulled. A run that is under way goes on from its cursor; a new run, from the first page and with fresh counts,
    /// begins where there was none, the last one ended, or it ran under another <paramref name="fingerprint"/>.
    /// </summary>
    /// <returns>Null where the week is neither queued nor under way: whoever wants it pulled again queues it first.</returns>
    Task<StoredWeek?> Begin(string source, Week week, string fingerprint, CancellationToken cancellationToken);

    /// <summary>Whether a page of some week of the source, as it stands, was got by the same query.</summary>
    Task<bool> WasAccepted(string source, string fingerprint, CancellationToken cancellationToken);

    /// <summary>Gives a run up, so that the next <see cref="Begin"/> begins a new one. A run that is no longer the week's is left alone.</summary>
    Task GiveUp(string source, Week week, int run, PageCursor cursor, CancellationToken cancellationToken);

    /// <summary>Changes what a person may change, where the week's state allows it.</summary>
    /// <returns>The weeks that were changed. <see cref="WeekOrder.Confirm"/> is none of the store's business.</returns>
    Task<IReadOnlyList<Week>> Change(string source, IReadOnlyCollection<Week> weeks, WeekOrder order, CancellationToken cancellationToken);

    /// <summary>Ends a run that has stored every page.</summary>
    /// <exception cref="CursorMovedException">The run is no longer the week's, or its cursor is elsewhere.</exception>
    Task End(StoredWeek week, RunEnd end, CancellationToken cancellationToken);

    /// <summary>The runs of a week that ended, in order.</summary>
    Task<IReadOnlyList<EndedRun>> Runs(string source, Week week, CancellationToken cancellationToken);

    /// <summary>The last week that was queued because it was due; null before the first.</summary>
    Task<Week?> CalendarWeek(string source, CancellationToken cancellationToken);

    /// <summary>Sets the calendar and queues what is due by it: all or nothing.</summary>
    /// <param name="due">Weeks to be pulled, as by <see cref="Queue"/>.</param>
    /// <param name="again">Weeks to be pulled once more from their first page, as by <see cref="WeekOrder.Repull"/>.</param>
    Task Calendar(string source, Week last, IReadOnlyCollection<Week> due, IReadOnlyCollection<Week> again, CancellationToken cancellationToken);

    /// <summary>Says why a run stands still.</summary>
    /// <exception cref="CursorMovedException">The run is no longer the week's, or its cursor is elsewhere.</exception>
    Task Mark(string source, Week week, int run, PageCursor cursor, WeekState state, string? message, CancellationToken cancellationToken);
}
