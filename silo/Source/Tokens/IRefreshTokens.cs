using Orleans.Tx.Grains;

namespace Orleans.Tx.Silo.Source.Tokens;

/// <summary>
/// Keeps the refresh tokens that servers gave in exchange for others (RFC 6749, section 6): the configured one may be worth nothing from then on.
/// </summary>
internal interface IRefreshTokens
{
    /// <summary>The token that was kept last; null where none was.</summary>
    /// <param name="first">A hash of the configured token from which it came: a person who configures another one means that.</param>
    /// <exception cref="TxException">The store is away.</exception>
    Task<string?> Find(string source, string first, CancellationToken cancellationToken);

    /// <exception cref="TxException">The store is away.</exception>
    Task Keep(string source, string first, string token, CancellationToken cancellationToken);
}
