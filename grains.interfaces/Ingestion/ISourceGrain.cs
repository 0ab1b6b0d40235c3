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

    /// <summary>Goes on with the weeks that were queued or under way when the service last stopped.</summary>
    [Alias("Resume")]
    Task Resume();

    /// <summary>The weeks that were ever asked for, in order.</summary>
    [AlwaysInterleave]
    [Alias("Weeks")]
    Task<ImmutableArray<WeekStatus>> Weeks();
}
