namespace Orleans.Tx.Grains.Jobs;

/// <summary>How far a job is.</summary>
/// <param name="Step">What it is doing, or did last.</param>
/// <param name="Message">Why it failed, or what there is to know of how it ended.</param>
internal sealed record JobProgress(string Id, JobState State, string Step, string? Message);
