using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>A source's HTTP API.</summary>
public interface ISourceApi
{
    /// <summary>
    /// Sends exactly one request, without redirects or retries, for one page of a week. Whatever becomes of it is an answer; only
    /// cancellation throws.
    /// </summary>
    /// <param name="page">The page's place in the week, from 0, and its token, where pages have tokens.</param>
    /// <exception cref="TxException">The source is not configured, or a secret it needs can't be read.</exception>
    Task<PageAnswer> Fetch(string source, Week week, PageCursor page, CancellationToken cancellationToken);
}
