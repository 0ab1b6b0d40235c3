using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What the first page of a week told.</summary>
/// <param name="AskedAt">When, by the monotonic clock.</param>
/// <param name="Latency">How long it took, with the wait for its permit.</param>
internal sealed record FirstPage(PageFacts Facts, long AskedAt, TimeSpan Latency);
