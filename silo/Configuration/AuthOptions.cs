namespace Orleans.Tx.Silo.Configuration;

/// <summary>How requests say who asks.</summary>
public sealed class AuthOptions
{
    public AuthKind Kind { get; init; } = AuthKind.None;

    /// <summary>The name of the header or parameter, for those kinds.</summary>
    public string? Name { get; init; }

    /// <summary>The token, or <c>user:password</c>.</summary>
    public SecretReference? Secret { get; init; }

    /// <summary>OAuth 2: where tokens are given out.</summary>
    public Uri? TokenUrl { get; init; }

    /// <summary>OAuth 2: what is shown for a token.</summary>
    public OAuthGrant? Grant { get; init; }

    /// <summary>OAuth 2: who asks.</summary>
    public string? ClientId { get; init; }

    /// <summary>OAuth 2: the client's secret.</summary>
    public SecretReference? ClientSecret { get; init; }

    /// <summary>OAuth 2: the first refresh token, for that grant.</summary>
    public SecretReference? RefreshToken { get; init; }

    /// <summary>OAuth 2: what the token is to allow.</summary>
    public string? Scope { get; init; }
}
