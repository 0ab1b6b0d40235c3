using System.Threading.RateLimiting;
using Orleans.Tx.Gateway.Dashboard;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway.Limits;

/// <summary>What each key may take of the gateway's time. Requests without one are for health or the sign-in, and never held up.</summary>
internal sealed class KeyShares(GatewayLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _byTime = Of(_ => new TokenBucketRateLimiter(new()
    {
        TokenLimit = limits.Burst,
        TokensPerPeriod = limits.RequestsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
    }));

    private readonly PartitionedRateLimiter<HttpContext> _atOnce = Of(isPage => new ConcurrencyLimiter(new() { PermitLimit = isPage ? limits.Pages : limits.AtOnce }));

    public PartitionedRateLimiter<HttpContext> Limiter() => PartitionedRateLimiter.CreateChained(_atOnce, _byTime);

    public void Dispose()
    {
        _byTime.Dispose();
        _atOnce.Dispose();
    }

    // The channels of open pages are a share of their own: they last, and would leave nothing for questions.
    private static PartitionedRateLimiter<HttpContext> Of(Func<bool, RateLimiter> share) => PartitionedRateLimiter.Create<HttpContext, (string Key, bool IsPage)>(context =>
        context.User.KeyName is { } key
            ? RateLimitPartition.Get((Key: key, IsPage: IsPage(context)), partition => share(partition.IsPage))
            : RateLimitPartition.GetNoLimiter(("", false)));

    private static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<CircuitMetadata>() is not null;
}
