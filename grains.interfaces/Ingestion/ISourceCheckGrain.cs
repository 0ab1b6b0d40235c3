namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Tries a source's configuration. One a source; the key is its name.</summary>
[Alias("tx.ISourceCheckGrain")]
public interface ISourceCheckGrain : IGrainWithStringKey
{
    /// <summary>Sends one request, under the limit like everyone else, and tells what was understood of the answer.</summary>
    /// <param name="week">The week whose first page is asked for; null for the last that is over.</param>
    /// <exception cref="TxException">The source is not configured, the week is none, or no permit came in time.</exception>
    [Alias("Check")]
    Task<SourceCheck> Check(string? week);
}
