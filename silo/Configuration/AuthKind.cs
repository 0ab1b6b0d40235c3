namespace Orleans.Tx.Silo.Configuration;

/// <summary>The ways in which requests say who asks.</summary>
public enum AuthKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A bearer token (RFC 6750).</summary>
    Bearer,

    /// <summary>User and password (RFC 7617).</summary>
    Basic,

    /// <summary>A header that holds the secret.</summary>
    Header,

    /// <summary>A parameter that holds the secret.</summary>
    Query,

    /// <summary>A token that is fetched (RFC 6749).</summary>
    OAuth2,
}
