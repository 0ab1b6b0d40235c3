using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Decides which weeks of one source are pulled and when. One a source; the key is its name.</summary>
[Alias("tx.ISourceGrain")]
public interface ISourceGrain : IGrainWithStringKey
{
    /// <summary>Queues weeks, newest first. Complete weeks are left as they are; failed ones are tried again.</summary>
    /// <returns>The status of all the weeks that were asked for.</returns>
    /// <exception cref="TxException">The source is not configured, or a week is none or lies in the future.</exception>
    [Alias("Pull")]
    Task<ImmutableArray<WeekStatus>> Pull(PullRequest request);

    /// <summary>Pauses, resumes, retries or repulls weeks, or confirms what is to leave them.</summary>
    /// <returns>The status of all the weeks that the order named.</returns>
    /// <exception cref="TxException">A week is none or was never asked for, or none of those named is in a state for the order.</exception>
    [Alias("Change")]
    Task<ImmutableArray<WeekStatus>> Change(WeekChange change);

    /// <summary>All runs of one week, in order, the one under way included.</summary>
    /// <exception cref="TxException">The week is none or was never asked for.</exception>
    [AlwaysInterleave]
    [Alias("Runs")]
    Task<ImmutableArray<WeekRun>> Runs(string week);

    /// <summary>Goes on with the weeks that were queued or under way when the service last stopped, and keeps the calendar.</summary>
    [Alias("Resume")]
    Task Resume();

    /// <summary>The weeks that were ever asked for, in order.</summary>
    [AlwaysInterleave]
    [Alias("Weeks")]
    Task<ImmutableArray<WeekStatus>> Weeks();
}
