using System.Globalization;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>Asks a person for a key.</summary>
internal static class SignInPage
{
    public static async Task Write(HttpResponse response, int status, string? refused = null)
    {
        response.StatusCode = status;
        PageHeaders.Write(response.Headers);
        await Results.Text(Render(refused), PageHeaders.ContentType, statusCode: status).ExecuteAsync(response.HttpContext);
    }

    private static string Render(string? refused) => string.Create(CultureInfo.InvariantCulture, $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Sign in: Orleans.Tx</title><style>{DashboardStyle.Css}</style></head><body>
        <header><h1>Orleans.Tx</h1></header><section><h2>Sign in</h2><p class="failed">{Html.Text(refused)}</p>
        <form method="post" action="{SignInEndpoints.SignIn}"><p><label>Key <input type="password" name="{SignInEndpoints.Field}" size="50" required autofocus autocomplete="current-password"></label>
        <button>Sign in</button></p></form>
        <p class="note">A key is made by <code>tx key new</code>. You stay signed in for 12 hours, or until the service starts anew.</p></section></body></html>
        """);
}
