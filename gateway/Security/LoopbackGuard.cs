using System.Net;

namespace Orleans.Tx.Gateway.Security;

/// <summary>
/// Without keys, only this machine's own programs and pages are answered, on every port and path: a page of another origin, or one that
/// rebound its name to this address, can neither read nor start anything.
/// </summary>
internal sealed class LoopbackGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsLoopback(request.Host.Host))
            return Refuse(context, $"the host '{request.Host.Host}' is not a loopback name");
        if (Browser.IsNotForeign(request, isBehindTlsProxy: false))
            return next(context);
        return Refuse(context, request.Headers.Origin is { Count: > 0 } origin
            ? $"pages of '{origin}' are not answered"
            : "pages of another origin are not answered");
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Task Refuse(HttpContext context, string why) => Refusal.Write(context, StatusCodes.Status403Forbidden, why);
}
