using Orleans.Concurrency;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Pulls one week of one source. The key is <c>source/2026-W47</c>.</summary>
[Alias("tx.IWeekGrain")]
public interface IWeekGrain : IGrainWithStringKey
{
    /// <summary>Begins or goes on with the pull, from the stored cursor, and returns; a week under way goes on undisturbed.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>How far the pull is.</summary>
    [AlwaysInterleave]
    [Alias("Status")]
    Task<WeekStatus> Status();
}
