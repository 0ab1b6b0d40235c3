using Microsoft.AspNetCore.Authentication;
using Orleans.Tx.Gateway.Limits;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>Where a person gives a key for a session, and ends it.</summary>
internal static class SignInEndpoints
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";

    /// <summary>The field of the form that has the key.</summary>
    public const string Field = "key";

    // Room for a key, and no more.
    private const int MostBytes = 4 << 10;

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost(SignIn, Begin).AllowAnonymous().WithMetadata(new FormMetadata(), new RequestBytes(MostBytes));
        app.MapPost(SignOut, End).AllowAnonymous().WithMetadata(new FormMetadata(), new RequestBytes(MostBytes));
    }

    private static async Task Begin(HttpContext context, GatewaySecurity security)
    {
        if (!Browser.IsOwn(context.Request, security.IsBehindTlsProxy))
        {
            await RefuseForeign(context);
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (security.Find(form?[Field].ToString() ?? "") is not { } key)
        {
            await SignInPage.Write(context.Response, StatusCodes.Status401Unauthorized, "This key is not known.");
            return;
        }

        await context.SignInAsync(Session.Scheme, AccessClaims.Of(key, Session.Scheme));
        GoHome(context.Response);
    }

    private static async Task End(HttpContext context, GatewaySecurity security)
    {
        if (!Browser.IsOwn(context.Request, security.IsBehindTlsProxy))
        {
            await RefuseForeign(context);
            return;
        }

        await context.SignOutAsync(Session.Scheme);
        GoHome(context.Response);
    }

    private static Task RefuseForeign(HttpContext context) =>
        Refusal.Write(context, StatusCodes.Status403Forbidden, "only pages of this gateway sign in and out");

    // To be asked for anew by GET, wherever the cookie now leads.
    private static void GoHome(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = "/";
    }
}
