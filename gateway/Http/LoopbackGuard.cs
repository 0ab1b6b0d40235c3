using System.Net;

namespace Orleans.Tx.Gateway.Http;

/// <summary>
/// Without keys, only this machine's own programs and pages are answered: a page of another origin, or one that rebound its name to
/// this address, can neither read nor start anything.
/// </summary>
internal sealed class LoopbackGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsLoopback(context.Request.Host.Host))
            return Refuse(context, $"the host '{context.Request.Host.Host}' is not a loopback name");

        var origin = context.Request.Headers.Origin.ToString();
        var own = $"{context.Request.Scheme}://{context.Request.Host}";
        return origin.Length == 0 || string.Equals(origin, own, StringComparison.OrdinalIgnoreCase)
            ? next(context)
            : Refuse(context, $"pages of '{origin}' are not answered");
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Task Refuse(HttpContext context, string why) =>
        Results.Problem(why, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
}
