using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway.Limits;

/// <summary>Keeps requests to a size, and a key to its share.</summary>
internal static class LimitsExtensions
{
    public static void AddLimits(this IServiceCollection services, GatewayLimits limits)
    {
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = GatewayLimits.Body;
            kestrel.Limits.MaxRequestLineSize = GatewayLimits.Address;
            kestrel.Limits.MaxRequestHeadersTotalSize = GatewayLimits.Address;
            // By HTTP/2 the address is a header.
            kestrel.Limits.Http2.MaxRequestHeaderFieldSize = GatewayLimits.Address;
            kestrel.Limits.Http2.MaxStreamsPerConnection = limits.AtOnce;
        });
        services.AddRateLimiter(options =>
        {
            options.OnRejected = (rejected, _) => Refuse(rejected);
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(AtOnce(limits), ByTime(limits));
        });
    }

    // Without keys there is nobody to keep apart; and what needs none, health, is never refused.
    private static PartitionedRateLimiter<HttpContext> ByTime(GatewayLimits limits) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        context.User.KeyName is { } key
            ? RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
            {
                TokenLimit = limits.Burst,
                TokensPerPeriod = limits.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            })
            : RateLimitPartition.GetNoLimiter(""));

    private static PartitionedRateLimiter<HttpContext> AtOnce(GatewayLimits limits) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        context.User.KeyName is { } key
            ? RateLimitPartition.GetConcurrencyLimiter(key, _ => new() { PermitLimit = limits.AtOnce })
            : RateLimitPartition.GetNoLimiter(""));

    private static async ValueTask Refuse(OnRejectedContext rejected)
    {
        var (context, isByTime) = (rejected.HttpContext, rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after));
        var seconds = isByTime ? (int)Math.Ceiling(after.TotalSeconds) : 1;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await Refusal.Write(context, StatusCodes.Status429TooManyRequests, isByTime
            ? $"the key '{context.User.KeyName}' asks too often; try again in {seconds} s"
            : $"the key '{context.User.KeyName}' has too many requests under way; try again when some have ended");
    }
}
