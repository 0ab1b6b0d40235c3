using System.Globalization;
using System.Security.Claims;

namespace Orleans.Tx.Gateway.Security;

/// <summary>A known key as who is asking.</summary>
internal static class AccessClaims
{
    private const string Scope = "scope";
    private const string Session = "session";
    private const string End = "end";

    public static ClaimsPrincipal Of(AccessKey key, string scheme) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, key.Name), new(Scope, key.Scope.ToString())], scheme));

    /// <summary>The same for a session, which has a name by which it can be ended and a time at which it ends by itself.</summary>
    public static ClaimsPrincipal OfSession(AccessKey key, string scheme, DateTimeOffset end)
    {
        var person = Of(key, scheme);
        ((ClaimsIdentity)person.Identity!).AddClaims(
            [new(Session, Guid.NewGuid().ToString("N")), new(End, end.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))]);
        return person;
    }

    extension(ClaimsPrincipal asking)
    {
        public bool May(AccessScope scope) =>
            Enum.TryParse<AccessScope>(asking.FindFirstValue(Scope), out var held) && held >= scope;

        /// <summary>The key that was given with the request, or at the sign-in; null for none.</summary>
        public string? KeyName => asking.FindFirstValue(ClaimTypes.Name);

        /// <summary>Null for who did not sign in.</summary>
        public string? SessionId => asking.FindFirstValue(Session);

        public DateTimeOffset? SessionEnd => asking.FindFirstValue(End) is { } end
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(end, CultureInfo.InvariantCulture))
            : null;
    }
}
