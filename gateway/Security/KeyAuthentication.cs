using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Tx.Gateway.Dashboard.SignIn;

namespace Orleans.Tx.Gateway.Security;

/// <summary>Knows who asks by <c>Authorization: Bearer KEY</c> (RFC 6750), and refuses who is not known or may not.</summary>
internal sealed class KeyAuthentication(
    GatewaySecurity security, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Bearer = "Bearer";

    private const string Realm = "Bearer realm=\"tx\"";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.Count == 0)
            return Task.FromResult(AuthenticateResult.NoResult());
        var result = Given() is { } text && security.Find(text) is { } key
            ? AuthenticateResult.Success(new AuthenticationTicket(AccessClaims.Of(key, Bearer), Bearer))
            : AuthenticateResult.Fail("the key is not known");
        return Task.FromResult(result);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var isGiven = Request.Headers.Authorization.Count > 0;
        Response.Headers.WWWAuthenticate = isGiven ? $"{Realm}, error=\"invalid_token\"" : Realm;
        // A person is asked for the key where a program is told how to give it.
        if (!isGiven && Browser.Shows(Request))
            return SignInPage.Write(Response, StatusCodes.Status401Unauthorized);
        return Refusal.Write(Context, StatusCodes.Status401Unauthorized, isGiven
            ? "the key is not known here; give one that Gateway:Keys has, as Authorization: Bearer KEY"
            : "a key is needed; give it as Authorization: Bearer KEY");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"{Realm}, error=\"insufficient_scope\", scope=\"operate\"";
        return Refusal.Write(Context, StatusCodes.Status403Forbidden, $"the key '{Context.User.KeyName}' may only read; this needs one with scope operate");
    }

    private string? Given() =>
        Request.Headers.Authorization is [{ } header]
        && System.Net.Http.Headers.AuthenticationHeaderValue.TryParse(header, out var value)
        && value.Scheme.Equals(Bearer, StringComparison.OrdinalIgnoreCase)
            ? value.Parameter
            : null;
}
