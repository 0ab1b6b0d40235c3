using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Tests.Limiting;

/// <summary>A request as the source may see it: it arrives at some time between its permit's grant and its end.</summary>
/// <param name="Latest">After this it can't arrive any more.</param>
internal sealed record SentRequest(ILimiterGrain Limiter, long Lease, DateTimeOffset Granted, DateTimeOffset Latest, bool IsUnderWay);
