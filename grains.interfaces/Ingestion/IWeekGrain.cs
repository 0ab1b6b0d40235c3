using Orleans.Concurrency;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Pulls one week of one source. The key is <c>source/2026-W47</c>.</summary>
[Alias("tx.IWeekGrain")]
public interface IWeekGrain : IGrainWithStringKey
{
    /// <summary>Begins or goes on with the pull, from the stored cursor, and returns; a week under way goes on undisturbed.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>Ends the pull where it is: what is stored stays, and <see cref="Start"/> goes on from there if the week may.</summary>
    [Alias("Stop")]
    Task Stop();

    /// <summary>Lets the rows go that wait for a person; returns once they left, or left to leave.</summary>
    [Alias("Confirm")]
    Task Confirm();

    /// <summary>How far the pull is.</summary>
    [AlwaysInterleave]
    [Alias("Status")]
    Task<WeekStatus> Status();
}
