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
        services.AddSingleton(_ => new KeyShares(limits));
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<KeyShares>((options, shares) =>
        {
            options.GlobalLimiter = shares.Limiter();
            options.OnRejected = (rejected, _) => Refuse(rejected);
        });
    }

    /// <summary>Without keys there is nobody to keep apart.</summary>
    public static void UseLimits(this WebApplication app)
    {
        if (app.Services.GetRequiredService<GatewaySecurity>().HasKeys)
            app.UseRateLimiter();
    }

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
