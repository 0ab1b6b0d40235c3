using System.Collections.Immutable;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Tests.Limiting;

/// <summary>What tests say to a limiter.</summary>
internal static class PermitRequests
{
    public static ILimiterGrain LimiterOf(this TestSilo silo, FakeSource source) => silo.Grains.GetGrain<ILimiterGrain>(source.Name);

    public static Task<PermitAnswer> Want(this ILimiterGrain limiter, int permits) => limiter.Acquire(new PermitRequest("a test", permits, []));

    public static ImmutableArray<SettledPermit> NoneSettled { get; } = [];

    /// <summary>All permits of an answer were used, and their requests have just been answered.</summary>
    public static ImmutableArray<SettledPermit> Settled(PermitAnswer answer) =>
        [.. Enumerable.Repeat(new SettledPermit(answer.Lease, PermitOutcome.Accepted, TimeSpan.Zero, null), answer.Granted)];

    /// <summary>Settles permits of one lease, and wants no more.</summary>
    public static Task<PermitAnswer> Settle(
        this ILimiterGrain limiter, long lease, PermitOutcome outcome, int permits = 1, TimeSpan? retryAfter = null) =>
        limiter.Acquire(new PermitRequest(
            "a test", 0, [.. Enumerable.Repeat(new SettledPermit(lease, outcome, TimeSpan.Zero, retryAfter), permits)]));

    /// <summary>The most requests of the source in ten minutes.</summary>
    public static FakeSource Allowing(this FakeSource source, int requests)
    {
        var limit = source.Settings.Limit;
        source.Settings = source.Settings with { Limit = new WindowLimit(requests, limit.Window, limit.Timeout, limit.Lease) };
        return source;
    }
}
