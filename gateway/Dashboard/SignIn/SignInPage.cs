using System.Globalization;
using System.Net;
using Orleans.Tx.Gateway.Dashboard.Assets;
using Orleans.Tx.Gateway.Dashboard.Shell;

namespace Orleans.Tx.Gateway.Dashboard.SignIn;

/// <summary>Asks a person for a key. It needs no script and loads nothing, since nothing is answered without a key.</summary>
internal static class SignInPage
{
    public const string ContentType = "text/html; charset=utf-8";

    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <param name="refused">Why the last attempt failed.</param>
    /// <param name="wanted">The page that was asked for; null for the one of the request.</param>
    public static async Task Write(HttpResponse response, int status, string? refused = null, string? wanted = null)
    {
        var request = response.HttpContext.Request;
        response.StatusCode = status;
        response.Headers.ContentSecurityPolicy = Policy;
        var page = Render(refused, wanted ?? request.Path + request.QueryString, Theme.Of(request));
        await Results.Text(page, ContentType, statusCode: status).ExecuteAsync(response.HttpContext);
    }

    private static string Render(string? refused, string wanted, string? theme) => string.Create(CultureInfo.InvariantCulture, $"""
        <!doctype html><html lang="en"{(theme is null ? "" : $" data-theme=\"{theme}\"")}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Sign in: Orleans.Tx</title><style>{DashboardAssets.StyleText}</style></head><body class="sign-in">
        <main><p class="brand">Orleans.Tx</p><h1>Sign in</h1>{Alert(refused)}
        <form method="post" action="{SignInEndpoints.SignIn}"><input type="hidden" name="{SignInEndpoints.Wanted}" value="{WebUtility.HtmlEncode(wanted)}">
        <label class="field"><span>Key</span><input type="password" name="{SignInEndpoints.Field}" required autofocus autocomplete="current-password" spellcheck="false"></label>
        <button class="primary">Sign in</button></form>
        <p class="soft">A key is made by <code>tx key new</code>. You stay signed in for 12 hours, or until the service starts anew.</p></main></body></html>
        """);

    private static string Alert(string? refused) => refused is null ? "" : $"<p class=\"notice bad\" role=\"alert\">{WebUtility.HtmlEncode(refused)}</p>";
}
