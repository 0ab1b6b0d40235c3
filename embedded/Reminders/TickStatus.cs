namespace Orleans.Runtime;

/// <summary>Which firing of a reminder this is.</summary>
public readonly struct TickStatus
{
    /// <summary>The firing at <paramref name="timeStamp"/> of a reminder.</summary>
    public TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        FirstTickTime = firstTickTime;
        Period = period;
        CurrentTickTime = timeStamp;
    }

    /// <summary>When the reminder was first due, UTC. All firings are whole periods after it.</summary>
    public DateTime FirstTickTime { get; }

    /// <summary>From one firing to the next.</summary>
    public TimeSpan Period { get; }

    /// <summary>Now, UTC.</summary>
    public DateTime CurrentTickTime { get; }

    /// <inheritdoc />
    public override string ToString() => $"first {FirstTickTime:O}, every {Period}, now {CurrentTickTime:O}";
}
