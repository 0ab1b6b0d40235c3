namespace Orleans.Tx.Domain.Paging;

/// <summary>What a page's answer says of the paging.</summary>
/// <param name="Items">How many records it holds, readable or not.</param>
/// <param name="TotalPages">How many pages there are, where the API tells.</param>
/// <param name="Total">How many records there are, where the API tells.</param>
/// <param name="HasMore">Whether pages follow, where the API tells.</param>
/// <param name="Next">The token of the next page, where pages have tokens; null on the last.</param>
public readonly record struct PageFacts(int Items, long? TotalPages, long? Total, bool? HasMore = null, string? Next = null);
