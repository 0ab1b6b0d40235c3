using Orleans.Concurrency;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The records of one source that could not be read. The key is the source's name.</summary>
[Alias("tx.ISetAsideGrain")]
public interface ISetAsideGrain : IGrainWithStringKey
{
    /// <summary>Those of each week's present run, in the order of week, page and place.</summary>
    /// <exception cref="TxException">A week, id or limit of the query is none.</exception>
    [AlwaysInterleave]
    [Alias("List")]
    Task<SetAsideList> List(SetAsideQuery query);

    /// <summary>One record, whole.</summary>
    /// <param name="id">Such as <c>2026-W40/1/17/3</c>.</param>
    /// <exception cref="TxException">The id is none, or no such record is set aside.</exception>
    [AlwaysInterleave]
    [Alias("Show")]
    Task<SetAsideDetail> Show(string id);

    /// <summary>
    /// Reads kept records again with the present configuration. What can be read now is stored through the log like a row that was
    /// pulled, and set aside no more; what still can't stays. Of many records some are taken at a time: the answer says where to go on.
    /// The same call again does no harm.
    /// </summary>
    /// <exception cref="TxException">
    /// The source is not configured, the request selects nothing or what is none, or all that it selects is of one week that is queued
    /// or under way.
    /// </exception>
    [Alias("Retry")]
    Task<SetAsideRetried> Retry(SetAsideRetry request);
}
