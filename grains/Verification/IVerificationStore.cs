namespace Orleans.Tx.Grains.Verification;

/// <summary>Where the aggregates are recomputed from the log.</summary>
public interface IVerificationStore
{
    /// <summary>
    /// Compares all that is stored of a source with what its log comes to, at the position of its aggregates, all of one instant. It may
    /// take minutes.
    /// </summary>
    /// <param name="mostShown">How many differences of each kind are named; all are counted.</param>
    /// <param name="progress">Is told what is being done.</param>
    /// <exception cref="TxException">The store is away, or the zone that the months were cut in is not known here.</exception>
    Task<Comparison> Compare(string source, int mostShown, IProgress<string> progress, CancellationToken cancellationToken);
}
