using Microsoft.AspNetCore.Authentication;
using Orleans.Tx.Gateway.Limits;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway.Dashboard.SignIn;

/// <summary>Where a person gives a key for a session, and ends it.</summary>
internal static class SignInEndpoints
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";

    /// <summary>The field of the form that has the key.</summary>
    public const string Field = "key";

    /// <summary>The field that has the page which was asked for.</summary>
    public const string Wanted = "to";

    // Room for a key, and for the address of the page that was asked for.
    private const int MostBytes = 2 * GatewayLimits.Address;

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost(SignIn, Begin).AllowAnonymous().WithMetadata(new FormMetadata(), new RequestBytes(MostBytes));
        app.MapPost(SignOut, End).AllowAnonymous().WithMetadata(new FormMetadata(), new RequestBytes(MostBytes));
    }

    private static async Task Begin(HttpContext context, GatewaySecurity security, TimeProvider time)
    {
        if (!Browser.IsOwn(context.Request, security.IsBehindTlsProxy))
        {
            await RefuseForeign(context);
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (security.Find(form?[Field].ToString() ?? "") is not { } key)
        {
            await SignInPage.Write(context.Response, StatusCodes.Status401Unauthorized, "This key is not known.", form?[Wanted]);
            return;
        }

        await context.SignInAsync(Session.Scheme, AccessClaims.OfSession(key, Session.Scheme, time.GetUtcNow() + Session.Length));
        Go(context.Response, LocalAddress.Of(form?[Wanted]));
    }

    private static async Task End(HttpContext context, GatewaySecurity security, EndedSessions ended)
    {
        if (!Browser.IsOwn(context.Request, security.IsBehindTlsProxy))
        {
            await RefuseForeign(context);
            return;
        }

        ended.End(context.User);
        await context.SignOutAsync(Session.Scheme);
        Go(context.Response, LocalAddress.Home);
    }

    private static Task RefuseForeign(HttpContext context) =>
        Refusal.Write(context, StatusCodes.Status403Forbidden, "only pages of this gateway sign in and out");

    // To be asked for anew by GET, wherever the cookie now leads.
    private static void Go(HttpResponse response, string address)
    {
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = address;
    }
}
