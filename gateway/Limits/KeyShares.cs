using System.Threading.RateLimiting;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway.Limits;

/// <summary>What each key may take of the gateway's time. Requests without one are for health or the sign-in, and never held up.</summary>
internal sealed class KeyShares(GatewayLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _byTime = Of(() => new TokenBucketRateLimiter(new()
    {
        TokenLimit = limits.Burst,
        TokensPerPeriod = limits.RequestsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
    }));

    private readonly PartitionedRateLimiter<HttpContext> _atOnce = Of(() => new ConcurrencyLimiter(new() { PermitLimit = limits.AtOnce }));

    public PartitionedRateLimiter<HttpContext> Limiter() => PartitionedRateLimiter.CreateChained(_atOnce, _byTime);

    public void Dispose()
    {
        _byTime.Dispose();
        _atOnce.Dispose();
    }

    private static PartitionedRateLimiter<HttpContext> Of(Func<RateLimiter> share) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        context.User.KeyName is { } key
            ? RateLimitPartition.Get(key, _ => share())
            : RateLimitPartition.GetNoLimiter(""));
}
