namespace Orleans.Tx.Grains.Ingestion;

/// <summary>A pull can't go on by itself: somebody has to change something first.</summary>
internal sealed class PullFailedException(string message) : Exception(message)
{
    /// <summary>What was refused is the token that the run was to go on from: a new run may get further.</summary>
    public bool LostItsPlace { get; init; }
}
