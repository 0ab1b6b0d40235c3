namespace Orleans.Tx.Domain.Paging;

/// <summary>How the pages of a run follow each other.</summary>
/// <param name="PageSize">Records of a full page.</param>
/// <param name="ByToken">Each page tells the token of the next, so that they are fetched one after the other; else any page has a number.</param>
/// <param name="EndsShort">The first page that is not full is the last, where the API tells neither totals nor whether more follow.</param>
public readonly record struct PagingManner(int PageSize, bool ByToken = false, bool EndsShort = false);
