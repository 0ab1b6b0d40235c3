namespace Orleans.Tx.Grains.Jobs;

/// <summary>What became of work that may take long.</summary>
[GenerateSerializer, Alias("tx.JobState")]
public enum JobState
{
    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It did all that it had to.</summary>
    Done,

    /// <summary>It could not be finished; the message says why.</summary>
    Failed,

    /// <summary>Someone gave it up.</summary>
    Cancelled,
}
