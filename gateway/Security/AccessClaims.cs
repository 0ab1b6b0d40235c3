using System.Security.Claims;

namespace Orleans.Tx.Gateway.Security;

/// <summary>A known key as who is asking.</summary>
internal static class AccessClaims
{
    private const string Scope = "scope";

    public static ClaimsPrincipal Of(AccessKey key, string scheme) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, key.Name), new(Scope, key.Scope.ToString())], scheme));

    extension(ClaimsPrincipal asking)
    {
        public bool May(AccessScope scope) =>
            Enum.TryParse<AccessScope>(asking.FindFirstValue(Scope), out var held) && held >= scope;

        /// <summary>The key that was given with the request, or at the sign-in; null for none.</summary>
        public string? KeyName => asking.FindFirstValue(ClaimTypes.Name);
    }
}
