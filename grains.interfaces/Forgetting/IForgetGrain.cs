using Orleans.Concurrency;

namespace Orleans.Tx.Grains.Forgetting;

/// <summary>
/// Removes a customer from one source: their transactions leave through the log, so that every aggregate stays right, and what comes of
/// them later is passed over. A job: started, looked at by its id, cancelled. It can't be undone; one that was given up in the middle is
/// finished by starting it again. The key is the source's name.
/// </summary>
[Alias("tx.IForgetGrain")]
public interface IForgetGrain : IGrainWithStringKey
{
    /// <summary>Starts and returns at once; where the same customer's is under way, that one.</summary>
    /// <exception cref="TxException">The customer is not known, or another one's forgetting is under way.</exception>
    [Alias("Start")]
    Task<ForgetStatus> Start(ForgetRequest request);

    /// <summary>How it is going, or what it did. That is remembered until the next one starts or the service stops.</summary>
    /// <exception cref="TxException">There is none of this id.</exception>
    [AlwaysInterleave]
    [Alias("Status")]
    Task<ForgetStatus> Status(string id);

    /// <summary>Gives it up, which brings nothing back; one that has ended stays as it is.</summary>
    /// <exception cref="TxException">There is none of this id.</exception>
    [AlwaysInterleave]
    [Alias("Cancel")]
    Task<ForgetStatus> Cancel(string id);
}
