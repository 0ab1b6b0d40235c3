using System.Diagnostics.CodeAnalysis;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>What is shown for an OAuth 2 token. The names are those of RFC 6749, as the configuration has them.</summary>
[SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "the names of the RFC")]
public enum OAuthGrant
{
    /// <summary>The client's own secret.</summary>
    client_credentials,

    /// <summary>A refresh token.</summary>
    refresh_token,
}
