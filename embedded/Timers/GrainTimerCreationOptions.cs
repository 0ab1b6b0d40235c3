using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>How a grain's timer behaves.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>The two times, with <see cref="Interleave"/> and <see cref="KeepAlive"/> off.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Until the first run; <see cref="Timeout.InfiniteTimeSpan"/> for not before <see cref="IGrainTimer.Change"/>.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a run to the next; <see cref="Timeout.InfiniteTimeSpan"/> for once only.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>The callback may run while calls of the grain await. Otherwise it takes its place among them.</summary>
    public bool Interleave { get; init; }

    /// <summary>Runs count as use, so that idle collection stays away.</summary>
    public bool KeepAlive { get; init; }
}
