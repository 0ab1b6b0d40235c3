namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Tells what a pull will cost before anything is pulled. One a source; the key is its name.</summary>
[Alias("tx.IPlanGrain")]
public interface IPlanGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks for the first page of each week that is not complete and not under way, under the limit like everyone else. What was asked
    /// is remembered for some minutes. Where the limit leaves no time to ask for all, the answer says how many are left: the same call
    /// again goes on.
    /// </summary>
    /// <exception cref="TxException">The source is not configured, a week is none or lies in the future, or the source refuses a week.</exception>
    [Alias("Plan")]
    Task<PullPlan> Plan(PullRequest request);
}
