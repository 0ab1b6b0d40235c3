namespace Orleans.Tx.Gateway.Security;

/// <summary>
/// A browser sends a session's cookie with whatever page asks it to: what may change something is taken only from pages of this gateway.
/// <c>SameSite</c> alone would let in those of other ports and of names beside this one.
/// </summary>
internal sealed class SessionGuard(RequestDelegate next, GatewaySecurity security)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isBySession = context.User.Identity?.AuthenticationType == Session.Scheme;
        return !isBySession || IsSafe(context.Request) || Browser.IsOwn(context.Request, security.IsBehindTlsProxy)
            ? next(context)
            : Refusal.Write(context, StatusCodes.Status403Forbidden, "with a session, only pages of this gateway are answered; a program gives a key, as Authorization: Bearer KEY");
    }

    // A GET that opens a channel may ask for anything through it.
    private static bool IsSafe(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Upgrade.Count == 0;
}
