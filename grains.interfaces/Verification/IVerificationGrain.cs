using Orleans.Concurrency;

namespace Orleans.Tx.Grains.Verification;

/// <summary>
/// Recomputes the aggregates of one source from its log and compares. It may take long, so it is a job: started, looked at by its
/// id, cancelled. The key is the source's name.
/// </summary>
[Alias("tx.IVerificationGrain")]
public interface IVerificationGrain : IGrainWithStringKey
{
    /// <summary>Starts a verification and returns at once; where one is under way, that one.</summary>
    [Alias("Start")]
    Task<VerificationStatus> Start();

    /// <summary>How a verification is going, or what it found. It is remembered until the next one starts or the service stops.</summary>
    /// <exception cref="TxException">There is none of this id.</exception>
    [AlwaysInterleave]
    [Alias("Status")]
    Task<VerificationStatus> Status(string id);

    /// <summary>Gives a verification up; one that has ended stays as it is.</summary>
    /// <exception cref="TxException">There is none of this id.</exception>
    [AlwaysInterleave]
    [Alias("Cancel")]
    Task<VerificationStatus> Cancel(string id);
}
