namespace Orleans.Tx.Grains.Jobs;

/// <summary>How a job is going, or how it ended.</summary>
public interface IJobStatus
{
    /// <summary>The source whose job it is.</summary>
    string Source { get; }

    /// <summary>Names it among those of its kind and source.</summary>
    string Id { get; }

    JobState State { get; }

    /// <summary>What it is doing, or did last.</summary>
    string Step { get; }

    /// <summary>Why it failed, or what there is to know of how it ended.</summary>
    string? Message { get; }
}
