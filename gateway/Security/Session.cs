using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Orleans.Tx.Gateway.Security;

/// <summary>
/// Who signed in on the dashboard, told by a cookie that no script reads and that holds no key: the key's name and scope, encrypted with
/// a secret that lives as long as this process. So a restart, or a change of the keys, ends every session.
/// </summary>
internal static class Session
{
    public const string Scheme = "Session";
    public const string Cookie = "tx-session";

    /// <summary>How long one lasts.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(12);

    public static void Configure(CookieAuthenticationOptions options, bool isBehindTlsProxy)
    {
        options.Cookie.Name = Cookie;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = isBehindTlsProxy ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Length;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = context =>
        {
            if (context.Principal is { } person && !context.HttpContext.RequestServices.GetRequiredService<EndedSessions>().IsOpen(person))
                context.RejectPrincipal();
            return Task.CompletedTask;
        };
        // Nobody is sent elsewhere.
        options.Events.OnRedirectToLogin = context => context.HttpContext.ChallengeAsync(KeyAuthentication.Bearer);
        options.Events.OnRedirectToAccessDenied = context => context.HttpContext.ForbidAsync(KeyAuthentication.Bearer);
    }
}
